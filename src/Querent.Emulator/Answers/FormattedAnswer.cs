using System.Globalization;

namespace Querent.Emulator;

/// <summary>A string in one of the formats that the service knows, or that a description tells of.</summary>
internal sealed class FormattedAnswer(string format) : AnswerNode
{
    private static readonly DateTime Epoch = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        output.Write("\""u8);
        output.Write(Make(ref random));
        output.Write("\""u8);
    }

    protected override int ComputeHeight() => 0;

    private string Make(ref StableRandom random)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        DateTime time = Epoch.AddSeconds(random.Next(0, 365 * 24 * 3600));
        ulong bits = random.NextBits();
        return format switch
        {
            "date-time" => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", invariant),
            "date" => time.ToString("yyyy-MM-dd", invariant),
            "time" => time.ToString("HH:mm:ss'Z'", invariant),
            "duration" => string.Create(invariant, $"PT{bits % 24}H{bits % 60}M"),
            "email" => string.Create(invariant, $"user{bits % 1000}@example.com"),
            "hostname" => string.Create(invariant, $"host{bits % 1000}.example.com"),
            "ipv4" => string.Create(invariant, $"192.0.2.{bits % 256}"),
            "ipv6" => string.Create(invariant, $"2001:db8::{bits % 65536:x}"),
            "uuid" => string.Create(invariant, $"{(uint)bits:x8}-{(ushort)(bits >> 32):x4}-4{(bits >> 48) % 4096:x3}-8{bits % 4096:x3}-{random.NextBits() % 0x1_0000_0000_0000:x12}"),
            "time-of-day" => time.ToString("HH:mm:ss", invariant),
            "time-span" => new TimeSpan((int)(bits % 3), (int)(bits % 24), (int)(bits % 60), 0).ToString("c", invariant),
            "uri" => string.Create(invariant, $"https://example.com/{bits % 1000}"),
            "character" => ((char)('a' + (bits % 26))).ToString(),
            "telephone" => string.Create(invariant, $"+1 555 010 {bits % 10_000:0000}"),
            "credit-card" => "4111111111111111",
            "base64" => Convert.ToBase64String(BitConverter.GetBytes(bits)),
            _ => "emulated",
        };
    }
}
