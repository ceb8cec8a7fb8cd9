using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gantry.Storage.Sql;

/// <summary>
/// The number that stands for a name in PostgreSQL's advisory locks, which know only numbers and are shared by all schemas
/// of a database.
/// </summary>
internal static class AdvisoryKey
{
    /// <summary>The number for a name in a schema. Two names have the same by chance once in 2^64.</summary>
    public static long For(string schema, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"gantry:{schema}:{name}"), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
