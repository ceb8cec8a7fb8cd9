using System.Text;

namespace Gantry.Discovery.Dns;

/// <summary>
/// A domain name as it stands on the wire, without compression. Two names are equal when they differ in the case of ASCII
/// letters only (RFC 6762 section 16).
/// </summary>
internal sealed class DnsName : IEquatable<DnsName>
{
    /// <summary>RFC 1035 section 2.3.4, in bytes, with the length bytes and the last zero.</summary>
    public const int MaxBytes = 255;

    /// <summary>RFC 1035 section 2.3.4.</summary>
    public const int MaxLabelBytes = 63;

    private readonly byte[] _wire;
    private readonly int _hash;

    private DnsName(byte[] wire)
    {
        _wire = wire;
        var hash = new HashCode();
        foreach (byte b in wire)
            hash.Add(Fold(b));
        _hash = hash.ToHashCode();
    }

    /// <summary>The name that has no label.</summary>
    public static DnsName Root { get; } = new([0]);

    /// <summary>Every label behind its length, and a zero.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>Whether there is no label.</summary>
    public bool IsRoot => _wire.Length == 1;

    /// <summary>The first label as text; empty for the root.</summary>
    public string FirstLabel => Encoding.UTF8.GetString(_wire, 1, _wire[0]);

    /// <summary>The name without its first label.</summary>
    public DnsName Parent => IsRoot ? this : new DnsName(_wire[(_wire[0] + 1)..]);

    /// <summary>A name whose labels have no dots in them, such as <c>_http._tcp.local</c>.</summary>
    /// <exception cref="ArgumentException">A label is empty or longer than 63 bytes, or the whole is longer than 255 bytes.</exception>
    public static DnsName Parse(string dotted) => FromLabels(dotted.TrimEnd('.').Split('.'));

    /// <summary>A name of labels, which may hold any character.</summary>
    /// <exception cref="ArgumentException">A label is empty or longer than 63 bytes, or the whole is longer than 255 bytes.</exception>
    public static DnsName FromLabels(params IReadOnlyList<string> labels)
    {
        var wire = new List<byte>();
        foreach (string label in labels)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(label);
            if (bytes.Length is 0 or > MaxLabelBytes)
                throw new ArgumentException(
                    $"Expected a label of 1 to {MaxLabelBytes} bytes, got \"{label}\" of {bytes.Length}."
                );
            wire.Add((byte)bytes.Length);
            wire.AddRange(bytes);
        }
        wire.Add(0);
        if (wire.Count > MaxBytes)
            throw new ArgumentException($"Expected a name of at most {MaxBytes} bytes, got {wire.Count}.");
        return new DnsName([.. wire]);
    }

    /// <summary>A name that a reader has checked.</summary>
    internal static DnsName FromCheckedWire(ReadOnlySpan<byte> wire) => new(wire.ToArray());

    /// <summary>This name below one more label.</summary>
    /// <exception cref="ArgumentException">The label or the name would be too long.</exception>
    public DnsName Prepend(string label)
    {
        byte[] front = FromLabels(label)._wire;
        if (front.Length - 1 + _wire.Length > MaxBytes)
            throw new ArgumentException($"\"{label}\" makes the name {this} longer than {MaxBytes} bytes.");
        return new DnsName([.. front.AsSpan(0, front.Length - 1), .. _wire]);
    }

    /// <inheritdoc />
    public bool Equals(DnsName? other)
    {
        if (other is null || other._hash != _hash || other._wire.Length != _wire.Length)
            return false;
        for (int i = 0; i < _wire.Length; i++)
            if (Fold(_wire[i]) != Fold(other._wire[i]))
                return false;
        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DnsName);

    /// <inheritdoc />
    public override int GetHashCode() => _hash;

    /// <summary>With dots between the labels; a dot or backslash in a label has a backslash before it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int at = 0; _wire[at] != 0; at += _wire[at] + 1)
        {
            string label = Encoding.UTF8.GetString(_wire, at + 1, _wire[at]);
            text.Append(
                label.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(".", @"\.", StringComparison.Ordinal)
            );
            text.Append('.');
        }
        return text.Length == 0 ? "." : text.ToString();
    }

    /// <summary>Length bytes are at most 63, so below 'A': folding them changes nothing.</summary>
    private static byte Fold(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
