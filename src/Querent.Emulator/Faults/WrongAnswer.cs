namespace Querent.Emulator;

/// <summary>Makes JSON that a schema does not allow.</summary>
internal static class WrongAnswer
{
    public static void Write(Utf8Buffer output, AnswerNode? schema, ulong seed)
    {
        var random = new StableRandom(seed);
        if (schema is not ObjectAnswer { Values.Length: > 0 } root)
        {
            output.Write("{\"unasked\":true}"u8);
            return;
        }

        int way = random.Next(3);
        int wrong = random.Next(root.Values.Length);
        bool any = false;
        for (int index = 0; index < root.Values.Length; index++)
        {
            if (way == 0 && index == wrong)
            {
                continue;   // a property is missing
            }

            output.Write(any ? ","u8 : "{"u8);
            any = true;
            output.Write(root.NameOf(index)[1..]);
            if (way == 1 && index == wrong)
            {
                output.Write("[[[{\"of another type\":[]}]]]"u8);
            }
            else
            {
                root.Values[index].Write(output, ref random, level: 1);
            }
        }

        output.Write(any ? ""u8 : "{"u8);
        output.Write(way == 2 ? ",\"unasked\":true}"u8 : "}"u8);
    }
}
