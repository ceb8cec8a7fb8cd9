using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gantry.Storage.Audit;

/// <summary>Who did what to what.</summary>
public sealed record AuditEntry
{
    /// <summary>1, 2, 3 without a gap; 0 before it is written.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who; null for a program without an account, as a raw serial client.</summary>
    public long? UserId { get; init; }

    /// <summary>Who, by name.</summary>
    public required string UserName { get; init; }

    /// <summary>Through which door and from where, as <c>octoprint 10.0.0.7</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>What, as <c>job.cancel</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what kind of thing, as <c>printer</c>.</summary>
    public string SubjectKind { get; init; } = "";

    /// <summary>To which one.</summary>
    public string SubjectId { get; init; } = "";

    /// <summary>To which one, by name.</summary>
    public string SubjectName { get; init; } = "";

    /// <summary>What else is to be known, as JSON.</summary>
    public string Detail { get; init; } = "{}";

    /// <summary>The hash over this entry and the hash before; see <see cref="HashAfter"/>.</summary>
    public string Hash { get; init; } = "";

    /// <summary>
    /// The hash that this entry must have after another one: SHA-256 over the previous hash, id, time (milliseconds since 1970),
    /// user id, user name, source, action, subject kind, subject id, subject name and detail, each as UTF-8 with its length in
    /// four bytes (most significant first) before it. The hash before the first entry is empty.
    /// </summary>
    public string HashAfter(string previousHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] parts =
        [
            previousHash,
            Id.ToString(CultureInfo.InvariantCulture),
            At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            UserId?.ToString(CultureInfo.InvariantCulture) ?? "",
            UserName,
            Source,
            Action,
            SubjectKind,
            SubjectId,
            SubjectName,
            Detail,
        ];
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
