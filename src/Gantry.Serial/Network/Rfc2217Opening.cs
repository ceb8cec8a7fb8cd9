using System.Net.Sockets;
using Gantry.Rfc2217;

namespace Gantry.Serial.Network;

/// <summary>Opens a port behind an access server: three round trips when it is a good one, and no fixed waits.</summary>
internal static class Rfc2217Opening
{
    public static async Task<Rfc2217Port> OpenAsync(
        PortAddress address,
        PortOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        Socket socket = await PortSocket.ConnectAsync(address, time, cancellationToken);
        var link = new Rfc2217Link(address, socket, time);
        try
        {
            link.Start();
            await AgreeAsync(address, link, time, cancellationToken);
            var port = new Rfc2217Port(address, link);
            await port.SetUpAsync(options.Settings, cancellationToken);
            return port;
        }
        catch (SerialPortException e) when (e.Error == SerialError.Lost)
        {
            // It agreed and then hung up: the device may be missing, or in somebody else's hands.
            string text = link.TakeText();
            link.Abort();
            throw text.Length > 0 ? Refused(address, text) : e;
        }
        catch
        {
            link.Abort();
            throw;
        }
    }

    private static async Task AgreeAsync(
        PortAddress address,
        Rfc2217Link link,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        FarEndState state = FarEndState.Undecided;
        try
        {
            state = await link.Decision.WaitAsync(address.AnswerTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Undecided, then.
        }
        if (state == FarEndState.Agreed)
            return;
        bool hungUp = link.Ended is not null;
        string text = link.TakeText();
        if (state == FarEndState.Refused)
            throw NotRfc2217(address, "it speaks Telnet, and refuses the option");
        if (text.StartsWith("HTTP/", StringComparison.Ordinal))
            throw NotRfc2217(address, "it is a web server");
        if (text.StartsWith("SSH-", StringComparison.Ordinal))
            throw NotRfc2217(address, "it is an SSH server");
        if (hungUp)
            throw Refused(address, text);
        string waited = $"within {address.AnswerTimeout.TotalSeconds:0.#} s";
        if (text.Length > 0)
            throw NotRfc2217(address, $"it sends data, but agreed to nothing {waited}");
        if (link.FarEndSpeaksTelnet)
            throw NotRfc2217(address, $"it speaks Telnet, but agreed to nothing {waited}");
        throw NotRfc2217(
            address,
            $"it said nothing {waited} (some servers do so, too, while they serve another client)"
        );
    }

    private static SerialPortException NotRfc2217(PortAddress address, string reason) =>
        new(
            SerialError.NotRfc2217,
            $"{address}: the far end does not speak RFC 2217: {reason}. If it is a raw serial port, use {address.RawForm}."
        );

    private static SerialPortException Refused(PortAddress address, string text) =>
        new(
            SerialError.Busy,
            text.Length > 0
                ? $"{address}: the far end refused: \"{text}\"."
                : $"{address}: the far end closed the connection at once. Somebody else uses the port, or its device is missing."
        );
}
