using System.Numerics;

namespace Querent.Answers.Suite.Values;

/// <summary>Makes random values without parts: one in four is the least or the greatest of its type.</summary>
internal sealed class ScalarMaker(Random random)
{
    private static readonly string[] Links = ["https://example.com/a?b=c#d", "", "relative/path", "../up", "mailto:a@b.example", "urn:isbn:1", "https://m\u00fcnchen.example/\u00e4%20b", "//host/x"];

    public object Make(Type type)
    {
        if (type == typeof(string))
        {
            return Text();
        }

        if (type == typeof(Uri))
        {
            return new Uri(Links[random.Next(Links.Length)], UriKind.RelativeOrAbsolute);
        }

        if (type == typeof(byte[]))
        {
            return Bytes(random.Next(20));
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => random.Next(2) == 0,
            TypeCode.Char => Letter(),
            TypeCode.SByte => Integer<sbyte>(),
            TypeCode.Byte => Integer<byte>(),
            TypeCode.Int16 => Integer<short>(),
            TypeCode.UInt16 => Integer<ushort>(),
            TypeCode.Int32 => Integer<int>(),
            TypeCode.UInt32 => Integer<uint>(),
            TypeCode.Int64 => Integer<long>(),
            TypeCode.UInt64 => Integer<ulong>(),
            TypeCode.Single => Finite(() => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)), 0f, -0f, 42f, float.Epsilon),
            TypeCode.Double => Finite(() => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)), 0d, -0d, 42d, double.Epsilon),
            TypeCode.Decimal => Decimal(),
            TypeCode.DateTime => Moment(),
            _ => Other(type),
        };
    }

    private object Other(Type type)
    {
        if (type == typeof(DateOnly))
        {
            return Extreme(DateOnly.MinValue, DateOnly.MaxValue, () => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber)));
        }

        if (type == typeof(TimeOnly))
        {
            return Extreme(TimeOnly.MinValue, TimeOnly.MaxValue, () => new TimeOnly(Fraction(TimeSpan.TicksPerDay)));
        }

        if (type == typeof(TimeSpan))
        {
            return Extreme(TimeSpan.MinValue, TimeSpan.MaxValue, () => new TimeSpan(Fraction(100 * TimeSpan.TicksPerDay) * (random.Next(2) == 0 ? 1 : -1)));
        }

        if (type == typeof(DateTimeOffset))
        {
            return Extreme(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, () => new DateTimeOffset(Moment(1), TimeSpan.FromMinutes(random.Next(-840, 841))));
        }

        return type == typeof(Guid)
            ? Extreme(Guid.Empty, Guid.AllBitsSet, () => new Guid(Bytes(16)))
            : throw new NotSupportedException($"{type} is no scalar.");
    }

    private object Extreme<T>(T least, T greatest, Func<T> other)
        where T : notnull
        => random.Next(8) switch { 0 => least, 1 => greatest, _ => other() };

    private object Integer<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
        => Extreme(T.MinValue, T.MaxValue, () => T.CreateTruncating(random.Next(3) == 0 ? random.Next(100) : random.NextInt64(long.MinValue, long.MaxValue)));

    private object Finite<T>(Func<T> other, params T[] known)
        where T : struct, IFloatingPointIeee754<T>, IMinMaxValue<T>
        => Extreme(T.MinValue, T.MaxValue, () =>
        {
            T value = other();
            return random.Next(3) == 0 || !T.IsFinite(value) ? known[random.Next(known.Length)] : value;
        });

    private object Decimal()
        => Extreme(decimal.MinValue, decimal.MaxValue, () => new decimal(random.Next(), random.Next(3) == 0 ? random.Next() : 0, random.Next(3) == 0 ? random.Next() : 0, random.Next(2) == 0, (byte)random.Next(29)));

    private object Moment() => random.Next(4) switch
    {
        0 => Extreme(DateTime.MinValue, DateTime.MaxValue, () => Moment(1)),
        1 => DateTime.SpecifyKind(Moment(1), DateTimeKind.Local),
        2 => DateTime.SpecifyKind(Moment(1), DateTimeKind.Utc),
        _ => Moment(1),
    };

    // Days away from the ends, where an offset could lead beyond them.
    private DateTime Moment(int days)
        => new((days * TimeSpan.TicksPerDay) + Fraction(DateTime.MaxValue.Ticks - (2 * days * TimeSpan.TicksPerDay)));

    // As often whole seconds as parts of them.
    private long Fraction(long most)
    {
        long ticks = random.NextInt64(most);
        return random.Next(2) == 0 ? ticks : ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond;
    }

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Text()
        => string.Concat(Enumerable.Range(0, random.Next(20) == 0 ? 300 : random.Next(12)).Select(_ => random.Next(8) == 0 ? "\ud83d\ude00" : Letter().ToString()));

    private char Letter() => random.Next(6) switch
    {
        0 => (char)random.Next(0x20),
        1 => "\"\\/<>&'\u007f\u0085\u2028\ufeff\uffff"[random.Next(12)],
        2 => (char)random.Next(0xa0, 0xd800),
        _ => (char)random.Next(0x20, 0x7f),
    };
}
