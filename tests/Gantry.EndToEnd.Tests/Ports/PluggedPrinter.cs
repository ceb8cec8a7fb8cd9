using System.Net.Sockets;
using Gantry.Serial.Linux;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>
/// A simulated printer behind a USB cable: its firmware goes on while the cable is pulled and plugged in again. What it says
/// without a cable is lost, as is what the host sends.
/// </summary>
internal sealed class PluggedPrinter : IAsyncDisposable
{
    private readonly TcpClient _firmware = new() { NoDelay = true };
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private PtyPair? _cable;
    private Task _carrying = Task.CompletedTask;

    /// <summary>Takes the printer at a TCP port of the simulator.</summary>
    public async Task BeginAsync(Uri printer)
    {
        await _firmware.ConnectAsync(printer.Host, printer.Port, _stop.Token);
        _carrying = Task.WhenAll(Task.Run(ToHostAsync), Task.Run(ToFirmwareAsync));
    }

    /// <summary>Plugs it in; null pulls it out.</summary>
    public void Plug(PtyPair? cable)
    {
        lock (_gate)
            _cable = cable;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _carrying;
        _firmware.Dispose();
        _stop.Dispose();
    }

    private async Task ToHostAsync()
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await _firmware.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var count)
                lock (_gate)
                    _cable?.Write(buffer.AsSpan(0, count));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ToFirmwareAsync()
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                int count;
                lock (_gate)
                    count = _cable?.Read(buffer) ?? 0;
                if (count == 0)
                    await Task.Delay(1, _stop.Token);
                else
                    await _firmware.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
