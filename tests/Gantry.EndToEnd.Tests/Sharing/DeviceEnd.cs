using System.Diagnostics;
using System.Text;
using Gantry.Serial;
using Gantry.Serial.Linux;

namespace Gantry.EndToEnd.Tests.Sharing;

/// <summary>The device's end of a pty that is shared.</summary>
internal sealed class DeviceEnd : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly PtyPair _pty = PtyPair.Create();

    public string Path => _pty.SlavePath;

    public int BaudRate => Settings.BaudRate;

    public SerialSettings Settings => _pty.GetSlaveSettings();

    public async Task<string> ReadTextAsync(int count) => Encoding.Latin1.GetString(await ReadAsync(count));

    public async Task<byte[]> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        int filled = 0;
        await UntilAsync(() => (filled += _pty.Read(bytes.AsSpan(filled))) == count);
        return bytes;
    }

    public void Say(string text) => Say(Encoding.Latin1.GetBytes(text));

    public void Say(byte[] bytes) => _pty.Write(bytes).ShouldBe(bytes.Length);

    public static async Task UntilAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
                throw new TimeoutException("It did not come true within 30 s.");
            await Task.Delay(1);
        }
    }

    public void Dispose() => _pty.Dispose();
}
