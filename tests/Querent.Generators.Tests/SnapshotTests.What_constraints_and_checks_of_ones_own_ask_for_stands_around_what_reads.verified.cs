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
            while (reader.ReadProperty())
            {
                if (reader.NameIs("name"u8))
                {
                    reader.Once(ref seen, 0);
                    name = reader.HasLength(reader.NotEmpty(reader.ReadString()), 0, 80);
                }
                else if (reader.NameIs("code"u8))
                {
                    reader.Once(ref seen, 1);
                    code = reader.IsNull ? null : reader.Matches(reader.ReadString(), CodePattern);
                }
                else if (reader.NameIs("mail"u8))
                {
                    reader.Once(ref seen, 2);
                    mail = reader.HasForm(reader.ReadString(), EmailAddressForm, "An e-mail address.");
                }
                else if (reader.NameIs("tags"u8))
                {
                    reader.Once(ref seen, 3);
                    tags = reader.HasItems<global::System.Collections.Generic.List<string>, string>(ReadListOfString(ref reader), 1, 3);
                }
                else if (reader.NameIs("share"u8))
                {
                    reader.Once(ref seen, 4);
                    share = reader.Between<double>(reader.ReadFloat<double>(), 0d, 1d, true, false);
                }
                else if (reader.NameIs("kind"u8))
                {
                    reader.Once(ref seen, 5);
                    kind = reader.OneOf<string>(reader.ReadString(), KindValues);
                }
                else
                {
                    throw reader.UnknownProperty();
                }
            }

            reader.Require(seen, 0, "name");
            reader.Require(seen, 1, "code");
            reader.Require(seen, 2, "mail");
            reader.Require(seen, 3, "tags");
            reader.Require(seen, 4, "share");
            reader.Require(seen, 5, "kind");
            return reader.Checked(new global::Contact(Name: name, Code: code, Mail: mail, Tags: tags, Share: share, Kind: kind), static member => member switch { "Name" => "name", "Code" => "code", "Mail" => "mail", "Tags" => "tags", "Share" => "share", "Kind" => "kind", _ => null });
        }

        private static global::System.Collections.Generic.List<string> ReadListOfString(ref global::Querent.AnswerReader reader)
        {
            reader.ReadStartArray();
            var items = new global::System.Collections.Generic.List<string>();
            while (reader.ReadElement())
            {
                items.Add(reader.ReadString());
            }

            return items;
        }

        private static readonly global::System.Text.RegularExpressions.Regex CodePattern = global::Querent.AnswerPatterns.Linear("[A-Z]{2}[0-9]+", 2000);
        private static readonly global::System.ComponentModel.DataAnnotations.EmailAddressAttribute EmailAddressForm = new global::System.ComponentModel.DataAnnotations.EmailAddressAttribute();
        private static readonly string[] KindValues = new string[] { "a", "b" };