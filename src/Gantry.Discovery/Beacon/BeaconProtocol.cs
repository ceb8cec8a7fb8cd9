using System.Net;
using System.Text.Json;

namespace Gantry.Discovery.Beacon;

/// <summary>The bytes of the beacon: a word, and an answer in JSON.</summary>
internal static class BeaconProtocol
{
    /// <summary>The UDP port of the serial portals that have a beacon.</summary>
    public const int Port = 5888;

    /// <summary>The largest datagram that is looked at.</summary>
    public const int MaxDatagram = 1024;

    /// <summary>What is called out.</summary>
    public static ReadOnlySpan<byte> Call => "DISCOVER"u8;

    /// <summary>Whether this is the call; space around it does not matter.</summary>
    public static bool IsCall(ReadOnlySpan<byte> datagram) => datagram.Trim(" \t\r\n\0"u8).SequenceEqual(Call);

    /// <summary>The answer's bytes.</summary>
    public static byte[] Write(BeaconAnswer answer) =>
        JsonSerializer.SerializeToUtf8Bytes(answer, BeaconJson.Default.BeaconAnswer);

    /// <summary>Reads an answer; null when it is none.</summary>
    public static BeaconAnswer? Read(ReadOnlySpan<byte> datagram)
    {
        try
        {
            BeaconAnswer? answer = JsonSerializer.Deserialize(datagram, BeaconJson.Default.BeaconAnswer);
            return
                answer is { Service: not null, HostName: not null, Port: > 0 and <= ushort.MaxValue }
                && IPAddress.TryParse(answer.Ip, out _)
                ? answer
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
