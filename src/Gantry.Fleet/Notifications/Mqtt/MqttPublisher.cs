using System.Net.Security;
using Gantry.Fleet.Notifications.Senders;

namespace Gantry.Fleet.Notifications.Mqtt;

/// <summary>
/// Publishes one message at least once: connects, waits until the broker has it, and goes. Addresses are
/// <c>mqtt://user@host:1883/topic</c> and <c>mqtts://…:8883/…</c>.
/// </summary>
internal static class MqttPublisher
{
    private const int PlainPort = 1883;
    private const int TlsPort = 8883;
    private const ushort MessageId = 1;

    /// <summary>3.2.2.3: what a broker says when it refuses.</summary>
    private static readonly string[] Refusals =
    [
        "",
        "it does not know this version of MQTT",
        "it does not take the client's name",
        "it is not ready",
        "user name or password are wrong",
        "the user may not connect",
    ];

    /// <summary>Publishes a message; done when the broker has acknowledged it.</summary>
    /// <exception cref="MqttException">The broker refuses.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task PublishAsync(
        Uri address,
        string? password,
        ReadOnlyMemory<byte> payload,
        bool allowLocal,
        CancellationToken stop
    )
    {
        bool isTls = address.Scheme == "mqtts";
        int port =
            address.Port > 0 ? address.Port
            : isTls ? TlsPort
            : PlainPort;
        await using Stream plain = await AddressRules.ConnectAsync(address.IdnHost, port, allowLocal, stop);
        Stream stream = plain;
        if (isTls)
        {
            var tls = new SslStream(plain);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = address.IdnHost },
                stop
            );
            stream = tls;
        }
        string? user = address.UserInfo.Length > 0 ? Uri.UnescapeDataString(address.UserInfo) : null;
        await stream.WriteAsync(MqttPackets.Connect($"gantry-{Guid.NewGuid():N}"[..23], user, password), stop);
        byte[] accepted = await ReadAsync(stream, 0x20, 2, stop);
        if (accepted[1] != 0)
            throw new MqttException(
                $"The broker refuses: {(accepted[1] < Refusals.Length ? Refusals[accepted[1]] : $"code {accepted[1]}")}."
            );
        string topic = Uri.UnescapeDataString(address.AbsolutePath).Trim('/');
        await stream.WriteAsync(MqttPackets.Publish(topic, MessageId, payload.Span), stop);
        byte[] done = await ReadAsync(stream, 0x40, 2, stop);
        if ((done[0] << 8 | done[1]) != MessageId)
            throw new MqttException("The broker acknowledged a message that was not sent.");
        await stream.WriteAsync(MqttPackets.Disconnect, stop);
    }

    /// <summary>Reads a packet of a known kind and length.</summary>
    private static async Task<byte[]> ReadAsync(Stream from, byte type, int length, CancellationToken stop)
    {
        byte[] head = new byte[2];
        await from.ReadExactlyAsync(head, stop);
        if (head[0] != type || head[1] != length)
            throw new MqttException(
                $"Expected the packet {type:x2} of {length} bytes from the broker, and got {head[0]:x2} of {head[1]}."
            );
        byte[] body = new byte[length];
        await from.ReadExactlyAsync(body, stop);
        return body;
    }
}
