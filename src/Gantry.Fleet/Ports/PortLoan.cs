using Gantry.Sharing.Devices;

namespace Gantry.Fleet.Ports;

/// <summary>A device that its share has lent; it goes back when this is disposed.</summary>
internal sealed class PortLoan(IDisposable loan, DeviceManager manager) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        loan.Dispose();
        manager.HoldersChanged();
        return ValueTask.CompletedTask;
    }
}
