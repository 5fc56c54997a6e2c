        private static global::Contact ReadContact(ref global::Querent.AnswerReader reader)
        {
            reader.ReadStartObject();
            ulong seen = 0;
            string name = null!;
            string? code = null;
            string mail = null!;
            global::System.Collections.Generic.List<string> tags = null!;
            double share = default;
            string kind = null!;
            while (reader.ReadProperty(NamesOfContact, ref seen, out int property))
            {
                switch (property)
                {
                    case 0:
                        name = reader.HasLength(reader.NotEmpty(reader.ReadString()), 0, 80);
                        break;
                    case 1:
                        code = reader.IsNull ? null : reader.Matches(reader.ReadString(), PatternOfCode);
                        break;
                    case 2:
                        mail = reader.HasForm(reader.ReadString(), EmailAddressForm, "An e-mail address.");
                        break;
                    case 3:
                        tags = reader.HasItems<global::System.Collections.Generic.List<string>, string>(ReadListOfString(ref reader), 1, 3);
                        break;
                    case 4:
                        share = reader.Between<double>(reader.ReadFloat<double>(), 0d, 1d, true, false);
                        break;
                    case 5:
                        kind = reader.OneOf<string>(reader.ReadString(), ValuesOfKind);
                        break;
                }
            }

            return reader.Checked(new global::Contact(Name: name, Code: code, Mail: mail, Tags: tags, Share: share, Kind: kind), static member => member switch { "Name" => "name", "Code" => "code", "Mail" => "mail", "Tags" => "tags", "Share" => "share", "Kind" => "kind", _ => null });
        }

        private static global::System.Collections.Generic.List<string> ReadListOfString(ref global::Querent.AnswerReader reader)
        {
            reader.ReadStartArray();
            var items = new global::Querent.AnswerItems<string>();
            while (reader.ReadElement())
            {
                items.Add(reader.ReadString());
            }

            return items.ToList();
        }

        private static readonly global::System.Text.RegularExpressions.Regex PatternOfCode = global::Querent.AnswerPatterns.Linear("[A-Z]{2}[0-9]+", 2000);
        private static readonly global::System.ComponentModel.DataAnnotations.EmailAddressAttribute EmailAddressForm = new global::System.ComponentModel.DataAnnotations.EmailAddressAttribute();
        private static readonly string[] ValuesOfKind = new string[] { "a", "b" };