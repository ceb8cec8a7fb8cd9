using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.Serial.HotPlug;

namespace Gantry.Tests.Serial.HotPlug;

public sealed class UeventParserTests
{
    private const string Plugged =
        "UDEV_DATABASE_VERSION=1\0ACTION=add\0DEVPATH=/devices/pci0000:00/usb1/1-4/1-4:1.0/ttyUSB0/tty/ttyUSB0\0"
        + "SUBSYSTEM=tty\0DEVNAME=/dev/ttyUSB0\0SEQNUM=1234\0MAJOR=188\0MINOR=0\0ID_MODEL=USB_Serial\0TAGS=:systemd:\0";

    [Fact]
    public void A_plugged_adapter_is_understood()
    {
        UeventParser.TryParse(Message(Plugged), out Uevent uevent).ShouldBeTrue();

        uevent.ShouldBe(new Uevent(UeventAction.Add, "tty", "ttyUSB0"));
    }

    [Theory]
    [InlineData("remove", UeventAction.Remove)]
    [InlineData("add", UeventAction.Add)]
    [InlineData("change", UeventAction.Other)]
    [InlineData("bind", UeventAction.Other)]
    internal void What_happened_is_told_apart(string word, UeventAction action)
    {
        string texts = $"ACTION={word}\0SUBSYSTEM=tty\0DEVNAME=ttyACM3\0";
        UeventParser.TryParse(Message(texts), out Uevent uevent).ShouldBeTrue();

        uevent.ShouldBe(new Uevent(action, "tty", "ttyACM3"));
    }

    [Fact]
    public void A_longer_header_of_a_later_udev_is_passed_over()
    {
        UeventParser.TryParse(Message(Plugged, headerLength: 64), out Uevent uevent).ShouldBeTrue();

        uevent.Node.ShouldBe("ttyUSB0");
    }

    [Theory]
    [InlineData("/dev/bus/usb/001/002", "")]
    [InlineData("/dev/../etc/passwd", "")]
    [InlineData("/dev/tty\u001b[31m", "")]
    [InlineData("/dev/tty USB0", "")]
    [InlineData("ttyUSB0", "ttyUSB0")]
    public void A_node_is_a_plain_name_below_dev_or_none(string told, string node)
    {
        string texts = $"ACTION=add\0SUBSYSTEM=tty\0DEVNAME={told}\0";
        UeventParser.TryParse(Message(texts), out Uevent uevent).ShouldBeTrue();

        uevent.Node.ShouldBe(node);
    }

    [Fact]
    public void The_kernels_own_format_and_other_programs_words_are_not_udevs()
    {
        UeventParser
            .TryParse(Encoding.ASCII.GetBytes("add@/devices/x\0ACTION=add\0SUBSYSTEM=tty\0"), out _)
            .ShouldBeFalse();
        UeventParser.TryParse([], out _).ShouldBeFalse();
        UeventParser.TryParse(Message(Plugged, magic: 0xCAFEFEED), out _).ShouldBeFalse();
    }

    [Fact]
    public void Every_cut_of_a_message_is_refused()
    {
        byte[] message = Message(Plugged);

        for (int length = 0; length < message.Length; length++)
            UeventParser.TryParse(message.AsSpan(0, length), out _).ShouldBeFalse($"{length} bytes");
    }

    [Theory]
    [InlineData(uint.MaxValue, 10u)]
    [InlineData(40u, uint.MaxValue)]
    [InlineData(0u, 40u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void Lengths_that_lie_are_refused(uint offset, uint length)
    {
        byte[] message = Message(Plugged);
        BitConverter.TryWriteBytes(message.AsSpan(16), offset);
        BitConverter.TryWriteBytes(message.AsSpan(20), length);

        UeventParser.TryParse(message, out _).ShouldBeFalse();
    }

    [Fact]
    public void Hostile_bytes_never_throw_and_never_give_a_path()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                ArbMap.Default.ArbFor<byte[]>(),
                (head, tail) =>
                {
                    byte[] message = Message("SUBSYSTEM=tty\0DEVNAME=" + Encoding.Latin1.GetString(head) + "\0");
                    foreach (byte b in tail)
                        message[b % message.Length] ^= (byte)(b | 1);
                    return !UeventParser.TryParse(message, out Uevent uevent) || !uevent.Node.Contains('/');
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static byte[] Message(string texts, int headerLength = 40, uint magic = 0xFEEDCAFE)
    {
        byte[] body = Encoding.Latin1.GetBytes(texts);
        byte[] message = new byte[headerLength + body.Length];
        "libudev\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), magic);
        BitConverter.TryWriteBytes(message.AsSpan(12), (uint)headerLength);
        BitConverter.TryWriteBytes(message.AsSpan(16), (uint)headerLength);
        BitConverter.TryWriteBytes(message.AsSpan(20), (uint)body.Length);
        body.CopyTo(message, headerLength);
        return message;
    }
}
