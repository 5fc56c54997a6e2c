        internal static void RenderReply(Input input, global::Querent.PromptWriter writer)
        {
            writer.Literal("""{"role":"user","content":"Customer """u8);
            writer.Xml(global::Querent.PromptText.TrimSpan(input.Customer));
            if (input.Plan is { Length: > 0 })
            {
                writer.Literal(" on "u8);
                global::Querent.PromptText.WriteUpper(writer, input.Plan!);
            }
            else
            {
                writer.Literal(" without a plan"u8);
            }

            writer.Literal("."u8);
            if (input.Open is not null && input.Open!.Value > 3)
            {
                writer.Literal(" "u8);
                writer.Text(input.Open!.Value);
                writer.Literal(" cases are open."u8);
            }

            writer.Literal("""\n"""u8);
            if (input.Messages is { Count: > 0 })
            {
                int count = input.Messages.Count;
                global::System.Collections.Generic.IReadOnlyList<global::Message> list = input.Messages;
                for (int index = 0; index < list.Count; index++)
                {
                    global::Message m = list[index];
                    writer.Literal("""\n"""u8);
                    writer.Text(index + 1);
                    writer.Literal(". "u8);
                    writer.Text(m.From);
                    writer.Literal(" ("u8);
                    writer.Text(m.At, "d MMM yyyy");
                    writer.Literal(")"u8);
                    if (m.Mood == global::Mood.Angry && index != count - 1)
                    {
                        writer.Literal(", angrily"u8);
                    }

                    writer.Literal(": "u8);
                    writer.Xml(global::Querent.PromptText.Truncate(global::Filters.Redact(m.Text), 200, false, "...", 5));
                    if (m.Note is { Length: > 0 })
                    {
                        writer.Literal(" ["u8);
                        writer.Text(m.Note!);
                        writer.Literal("]"u8);
                    }

                    writer.Literal("""\n"""u8);
                }
            }
            else
            {
                writer.Literal("""\nThere are no messages.\n"""u8);
            }

            writer.Literal("""\nTags: """u8);
            writer.Text(global::Querent.PromptValues.Join(input.Tags, ", ", item => item));
            string[] items = global::System.Linq.Enumerable.ToArray(input.Tags);
            int count2 = items.Length;
            int index2 = 0;
            foreach (string t in items)
            {
                if (index2 != count2 - 1)
                {
                    writer.Text(t);
                    writer.Literal(";"u8);
                }

                index2++;
            }

            writer.Literal("""\n"""u8);
            foreach (global::System.Collections.Generic.KeyValuePair<string, double> pair in input.Scores)
            {
                writer.Text(pair.Key);
                writer.Literal("="u8);
                writer.Text(global::Querent.PromptNumbers.Round(pair.Value, 1));
                writer.Literal(" "u8);
            }

            writer.Literal("""\nFirst: """u8);
            if (global::Querent.PromptValues.Item(input.Messages, 0)?.Text is { } text)
            {
                writer.Text(text);
            }
            else
            {
                writer.Literal("none"u8);
            }

            writer.Literal(", "u8);
            if (global::Querent.PromptValues.EntryValue(input.Scores, "wit") is { } value)
            {
                writer.Text(value);
            }
            else
            {
                writer.Text(input.Customer);
            }

            writer.Literal(", "u8);
            if (global::System.Linq.Enumerable.Any(input.Tags, item2 => item2 == "vip"))
            {
                writer.Literal("vip"u8);
            }
            else
            {
                if (input.Plan is { Length: > 0 } plan)
                {
                    writer.Text(plan);
                }
                else
                {
                    writer.Literal("-"u8);
                }
            }

            writer.Literal("\"}"u8);
        }