using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Querent;

/// <summary>The numbers of the advisory locks that keep processes apart: the same for the same names, wherever they are made.</summary>
internal static class PostgreSqlLocks
{
    /// <summary>Held by whoever changes the tables themselves.</summary>
    public static long OfTables(string schema) => Number($"Querent.Journal\n{schema}");

    /// <summary>Held by whoever has a run open.</summary>
    public static long OfRun(string schema, string run) => Number($"Querent.Journal\n{schema}\n{run}");

    private static long Number(string name) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
