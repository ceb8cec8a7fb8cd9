using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gantry.Fleet.Json;
using Gantry.Fleet.People;
using Gantry.Server.Problems;
using Gantry.Storage;

namespace Gantry.Server.Cluster;

/// <summary>
/// Seals calls between nodes with a key that all of them have (made of the key file, which they share): HMAC-SHA-256 over the
/// method, the address, the body and the ticket. A ticket is for one node, one call and one minute.
/// </summary>
internal sealed class NodeTickets
{
    /// <summary>The header that carries the ticket and its seal.</summary>
    public const string Header = "X-Gantry-Node";

    /// <summary>The clocks of nodes may be apart by this.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Far more calls than people make in a minute.</summary>
    private const int MostNonces = 20_000;

    private const int MostHeaderChars = 8 * 1024;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private readonly byte[] _key;
    private readonly TimeProvider _time;
    private readonly string _node;

    public NodeTickets(GantryStorage storage, TimeProvider time)
    {
        _time = time;
        _node = storage.Options.Node;
        IsCluster = storage.Options.Database.Kind == DatabaseKind.Postgres;
        // At the start, so that a first node has the key file that others are to be given.
        _key = IsCluster ? storage.DeriveKey("calls between nodes") : [];
    }

    /// <summary>Whether there can be other nodes.</summary>
    public bool IsCluster { get; }

    /// <summary>The header's value for a call to a node.</summary>
    public string Seal(string to, Caller caller, string method, string pathAndQuery, ReadOnlySpan<byte> body)
    {
        var ticket = new NodeTicket
        {
            From = _node,
            To = to,
            At = _time.GetUtcNow().ToUnixTimeMilliseconds(),
            Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Caller = caller.ToTicket(),
        };
        string text = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(ticket, FleetJson.Options));
        return $"{text}.{Convert.ToHexStringLower(Sign(method, pathAndQuery, body, text))}";
    }

    /// <summary>Opens the ticket of a call.</summary>
    /// <exception cref="ApiException">It is none of this cluster, too old, or was used before.</exception>
    public NodeTicket Open(string header, string method, string pathAndQuery, ReadOnlySpan<byte> body)
    {
        int dot = header.LastIndexOf('.');
        if (dot < 0 || header.Length > MostHeaderChars || !IsHex(header[(dot + 1)..]))
            throw Refuse("it is damaged");
        byte[] seal = Convert.FromHexString(header.AsSpan(dot + 1));
        string text = header[..dot];
        if (!CryptographicOperations.FixedTimeEquals(seal, Sign(method, pathAndQuery, body, text)))
            throw Refuse("it was sealed with another key. All nodes of a database need the same file 'secret.key'");
        NodeTicket ticket = JsonSerializer.Deserialize<NodeTicket>(Convert.FromBase64String(text), FleetJson.Options)!;
        DateTimeOffset now = _time.GetUtcNow();
        if (ticket.To != _node)
            throw Refuse($"it is for node {ticket.To}, and this is {_node}");
        if ((now - DateTimeOffset.FromUnixTimeMilliseconds(ticket.At)).Duration() > Lifetime)
            throw Refuse("it is too old, or the clocks of the nodes differ by more than a minute");
        if (!Remember(ticket.Nonce, now))
            throw Refuse("it was used before");
        return ticket;
    }

    private static bool IsHex(string text) =>
        text.Length == 2 * HMACSHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower);

    private static ApiException Refuse(string why) =>
        new(
            StatusCodes.Status401Unauthorized,
            ProblemCode.SignInNeeded,
            $"The ticket of another node was refused: {why}."
        );

    private bool Remember(string nonce, DateTimeOffset now)
    {
        if (_seen.Count >= MostNonces / 2)
            foreach ((string old, DateTimeOffset at) in _seen)
                if (now - at > 2 * Lifetime)
                    _seen.TryRemove(old, out _);
        return _seen.Count < MostNonces && _seen.TryAdd(nonce, now);
    }

    private byte[] Sign(string method, string pathAndQuery, ReadOnlySpan<byte> body, string ticket)
    {
        string text = $"{method}\n{pathAndQuery}\n{Convert.ToHexStringLower(SHA256.HashData(body))}\n{ticket}";
        return HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
    }
}
