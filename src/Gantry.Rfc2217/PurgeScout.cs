using Gantry.Rfc2217.Telnet;

namespace Gantry.Rfc2217;

/// <summary>
/// Looks for a purge of what waits to be sent, in what a client sent behind the request that a server is busy with. It changes
/// nothing: what it has looked at is read by the session in its turn.
/// </summary>
public sealed class PurgeScout
{
    // A session stops right behind a request, so that what follows begins with data or a command of its own.
    private TelnetDecoder _decoder;

    /// <summary>Whether such a purge ends in these bytes, which follow those of the call before.</summary>
    public bool Finds(ReadOnlySpan<byte> bytes)
    {
        while (_decoder.Read(ref bytes, out TelnetToken token))
            if (
                token.Kind == TelnetTokenKind.Subnegotiation
                && token.Option == (byte)TelnetOption.ComPort
                && ComPortCodec.TryReadRequest(token.Bytes, out ComPortRequest request)
                && request is { Kind: ComPortRequestKind.Purge, Intent: ComPortIntent.Set }
                && request.Value != (uint)ComPortPurge.Receive
            )
                return true;
        return false;
    }
}
