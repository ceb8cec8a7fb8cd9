using Gantry.Serial;

namespace Gantry.Printing.Actor;

/// <content>Opening and changing the port: what takes its time, beside the loop.</content>
internal sealed partial class PrinterLoop
{
    private async Task OpenAsync(int baudRate, bool reset, int generation)
    {
        try
        {
            var options = new PortOptions { Settings = new SerialSettings(baudRate) };
            // Reading sysfs is quick, but not for the loop.
            PortAddress address = _ports is null
                ? _core.Setup.Address
                : await Task.Run(() => _ports.Resolve(_core.Setup.Address));
            ISerialPort port = await _opener.OpenAsync(address, options, CancellationToken.None);
            bool wasReset = reset && await PulseAsync(port);
            bool isTaken = await TellAsync(core =>
            {
                _address = address;
                Opened(core, port, baudRate, wasReset, generation);
            });
            // The printer was let go of meanwhile: nobody else would ever close the port.
            if (!isTaken)
                await port.DisposeAsync();
        }
        catch (SerialPortException e)
        {
            Tell(core => Failed(core, e, generation));
        }
    }

    private void Opened(PrinterCore core, ISerialPort port, int baudRate, bool wasReset, int generation)
    {
        if (generation != _portGeneration || _stopping)
        {
            _ = port.DisposeAsync().AsTask();
            return;
        }
        _session = new PortSession(port, _signal);
        core.PortOpened(baudRate, wasReset, isNew: true, Now);
    }

    private void Failed(PrinterCore core, SerialPortException e, int generation)
    {
        if (generation == _portGeneration)
            core.PortFailed(e, Now);
    }

    private async Task ChangeAsync(ISerialPort port, int baudRate, int generation)
    {
        try
        {
            await port.ConfigureAsync(new SerialSettings(baudRate), CancellationToken.None);
        }
        catch (SerialPortException e) when (e.Error == SerialError.SettingsRefused)
        {
            // A driver without this rate: nobody will answer at it, and the next one is tried.
        }
        catch (Exception e) when (e is SerialPortException or ObjectDisposedException)
        {
            return;
        }
        Tell(core =>
        {
            if (generation == _portGeneration)
                core.PortOpened(baudRate, wasReset: false, isNew: true, Now);
        });
    }

    /// <summary>DTR low for 100 ms: on boards with a reset capacitor its rise resets the processor.</summary>
    private async Task<bool> PulseAsync(ISerialPort port)
    {
        try
        {
            if (!await port.SetModemLinesAsync(dtr: false, rts: null, CancellationToken.None))
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
            return await port.SetModemLinesAsync(dtr: true, rts: null, CancellationToken.None);
        }
        catch (Exception e) when (e is SerialPortException or ObjectDisposedException)
        {
            return false;
        }
    }
}
