using Gantry.Firmware;
using Gantry.Printing.Jobs;
using Gantry.Serial;

namespace Gantry.Printing.Actor;

/// <summary>What happens outside.</summary>
internal sealed partial class PrinterCore
{
    public void PortOpened(int baudRate, bool wasReset, bool isNew, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                BaudRate = baudRate;
                if (isNew || Link is null)
                    Link = new FirmwareLink(OptionsFor(baudRate), this, Statistics);
                _connecting.PortOpened(wasReset);
            }
        );

    public void PortFailed(SerialPortException error, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                DropLink();
                _connecting.Stop();
                Trouble = new ConnectionTrouble(error.Error, null, error.Message);
                Fire(PrinterTrigger.ConnectFailed, error.Message);
                _reconnection.Plan();
            }
        );

    public void PortLost(SerialPortException error, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                DropLink();
                _connecting.Stop();
                Trouble = new ConnectionTrouble(error.Error, null, error.Message);
                Fire(PrinterTrigger.PortLost, error.Message);
                _reconnection.Restart();
            }
        );

    public void Received(ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        Now = now;
        _connecting.Heard(bytes);
        Link?.Receive(bytes, now);
        Settle();
    }

    public void Written(TimeSpan now)
    {
        Now = now;
        Link?.OutputWritten();
        Settle();
    }

    /// <summary>A job's journal is on the disk up to a ticket. That of another job than the printer's says nothing of this one's.</summary>
    public void JournalSynced(PreparedJob job, long ticket, TimeSpan now)
    {
        Now = now;
        _jobs.JournalSynced(job, ticket);
        Settle();
    }

    public void JournalFailed(PreparedJob job, string message, TimeSpan now) =>
        Do(now, () => _jobs.JournalFailed(job, message));

    /// <summary>A job's file was read beside the print.</summary>
    public void Studied(PreparedJob job, JobGuide guide, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                if (Job?.Prepared == job)
                    Progress.Studied(guide);
            }
        );

    /// <summary>It was read how the printer stands by a job's journal; null where that could not be read.</summary>
    public void Replayed(PreparedJob job, ModalState? state, ModalState? paused, long through, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                if (Job?.Prepared != job)
                    return;
                if (state is not null)
                {
                    if (Job.Interruption is null)
                        Modal.Restore(
                            state,
                            paused ?? (Job.IsPaused ? state.Clone() : null),
                            Math.Max(through, Link?.HighestSent ?? 0)
                        );
                    Policies.Restore(state);
                }
                _jobs.Replayed();
            }
        );

    /// <summary>A device appeared: it may be this printer.</summary>
    public void DeviceAppeared(TimeSpan now) => Do(now, _reconnection.Hurry);

    public void Advance(TimeSpan now)
    {
        Now = now;
        Settle();
    }

    /// <summary>What to write to the port.</summary>
    public ReadOnlyMemory<byte> TakeOutput() => Link?.TakeOutput() ?? default;
}
