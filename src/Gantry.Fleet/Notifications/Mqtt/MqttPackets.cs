using System.Buffers.Binary;
using System.Text;

namespace Gantry.Fleet.Notifications.Mqtt;

/// <summary>The packets that a publisher needs, as bytes (MQTT 3.1.1, OASIS standard, chapter 3).</summary>
internal static class MqttPackets
{
    /// <summary>2.2.3: a remaining length has four bytes at most.</summary>
    private const int MostLength = 268_435_455;

    /// <summary>3.1: CONNECT with a clean session.</summary>
    public static byte[] Connect(string clientId, string? user, string? password)
    {
        using var body = new MemoryStream();
        WriteText(body, "MQTT");
        // Protocol level 4; flags: user name, password, clean session; keep-alive of 30 s.
        int flags = 0x02 | (user is null ? 0 : 0x80) | (user is null || password is null ? 0 : 0x40);
        body.Write([4, (byte)flags, 0, 30]);
        WriteText(body, clientId);
        if (user is not null)
            WriteText(body, user);
        if (user is not null && password is not null)
            WriteText(body, password);
        return Packet(0x10, body.ToArray());
    }

    /// <summary>3.3: PUBLISH, at least once.</summary>
    public static byte[] Publish(string topic, ushort id, ReadOnlySpan<byte> payload)
    {
        using var body = new MemoryStream();
        WriteText(body, topic);
        body.Write([(byte)(id >> 8), (byte)id]);
        body.Write(payload);
        return Packet(0x32, body.ToArray());
    }

    /// <summary>3.14: DISCONNECT.</summary>
    public static byte[] Disconnect => [0xE0, 0];

    private static byte[] Packet(byte type, ReadOnlySpan<byte> body)
    {
        if (body.Length > MostLength)
            throw new MqttException("The message is too long for MQTT.");
        using var packet = new MemoryStream();
        packet.WriteByte(type);
        int left = body.Length;
        do
        {
            int digit = left & 0x7F;
            left >>= 7;
            packet.WriteByte((byte)(left > 0 ? digit | 0x80 : digit));
        } while (left > 0);
        packet.Write(body);
        return packet.ToArray();
    }

    private static void WriteText(Stream to, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > ushort.MaxValue)
            throw new MqttException("A text of MQTT has 65535 bytes at most.");
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)bytes.Length);
        to.Write(length);
        to.Write(bytes);
    }
}
