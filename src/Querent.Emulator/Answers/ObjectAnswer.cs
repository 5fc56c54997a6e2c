namespace Querent.Emulator;

/// <summary>An object with all of its properties, in the schema's order as the service keeps it.</summary>
internal sealed class ObjectAnswer : AnswerNode
{
    private readonly byte[][] _names;

    public ObjectAnswer(IReadOnlyList<(string Name, AnswerNode Value)> properties)
    {
        Values = [.. properties.Select(property => property.Value)];
        _names = new byte[properties.Count][];
        for (int index = 0; index < _names.Length; index++)
        {
            using var name = new Utf8Buffer(64);
            name.Write(index == 0 ? "{"u8 : ","u8);
            name.WriteJsonString(properties[index].Name);
            name.Write(":"u8);
            _names[index] = name.Span.ToArray();
        }
    }

    public AnswerNode[] Values { get; }

    /// <summary>A property's name as it stands before its value: separator, quotes and colon included.</summary>
    public ReadOnlySpan<byte> NameOf(int index) => _names[index];

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        if (_names.Length == 0)
        {
            output.Write("{"u8);
        }

        for (int index = 0; index < _names.Length; index++)
        {
            output.Write(_names[index]);
            Values[index].Write(output, ref random, level + 1);
        }

        output.Write("}"u8);
    }

    protected override int ComputeHeight() => Values.Length == 0 ? 1 : 1 + Values.Max(value => value.Height);
}
