using Gantry.Serial;
using Gantry.Serial.Linux;
using Gantry.Sharing.Ports;
using Gantry.Tests.Sharing.Access;

namespace Gantry.Tests.Sharing.Ports;

/// <summary>Writing to a tty on the event loop.</summary>
public sealed class ShareDeviceTests
{
    [Fact]
    public async Task What_waits_is_written_although_the_kernel_does_not_tell_that_there_is_room()
    {
        using PtyPair pty = PtyPair.Create();
        using TtyDevice tty = TtyDevice.Open(pty.SlavePath, new TtyOptions());
        using var threads = new BlockingCalls();
        using var loop = new EventLoop("test");
        ShareDevice? device = null;
        loop.Post(
            new LoopAction(() =>
            {
                device = new ShareDevice(tty, loop, new DeviceCalls(loop, threads), new LoopBuffers(), new Nobody());
                device.Write(new byte[100_000]);
            })
        );
        await ShareRig.UntilAsync(() => device is { HasSentAll: false });

        await ShareRig.UntilAsync(() =>
        {
            // Of a pty that is emptied this way, epoll says nothing (seen on Linux 6.18).
            tty.Purge(PurgeTarget.Unsent);
            return device!.HasSentAll;
        });
    }

    private sealed class Nobody : IDeviceUser
    {
        public void OnReceived(ReadOnlySpan<byte> data) { }

        public void OnRoom() { }

        public void OnLost(SerialPortException cause) { }
    }
}
