using S = Gantry.Printing.PrinterState;
using T = Gantry.Printing.PrinterTrigger;

namespace Gantry.Printing;

/// <summary>Every transition that a printer can make; there are no others. docs/printing.md shows the same table.</summary>
public static class PrinterTransitions
{
    private static readonly Dictionary<(PrinterState From, PrinterTrigger Trigger), PrinterState> Table = new()
    {
        [(S.Offline, T.Connect)] = S.Connecting,
        [(S.Offline, T.Cancel)] = S.Offline,
        [(S.Offline, T.PlateCleared)] = S.Offline,
        [(S.Offline, T.MaintenanceBegins)] = S.Maintenance,

        [(S.Connecting, T.Connected)] = S.Idle,
        [(S.Connecting, T.JobContinues)] = S.Printing,
        [(S.Connecting, T.PauseContinues)] = S.Paused,
        [(S.Connecting, T.PlateWaits)] = S.Finished,
        [(S.Connecting, T.Interrupt)] = S.Interrupted,
        [(S.Connecting, T.ConnectFailed)] = S.Offline,
        [(S.Connecting, T.PortLost)] = S.Offline,
        [(S.Connecting, T.Disconnect)] = S.Offline,
        [(S.Connecting, T.Cancel)] = S.Connecting,
        [(S.Connecting, T.PlateCleared)] = S.Connecting,
        [(S.Connecting, T.Fault)] = S.Error,

        [(S.Idle, T.Start)] = S.Printing,
        [(S.Idle, T.PlateCleared)] = S.Idle,
        [(S.Idle, T.FirmwareReset)] = S.Connecting,
        [(S.Idle, T.PortLost)] = S.Offline,
        [(S.Idle, T.Disconnect)] = S.Offline,
        [(S.Idle, T.Fault)] = S.Error,
        [(S.Idle, T.MaintenanceBegins)] = S.Maintenance,

        [(S.Printing, T.HeatingBegan)] = S.Heating,
        [(S.Printing, T.Pause)] = S.Pausing,
        [(S.Printing, T.Cancel)] = S.Cancelling,
        [(S.Printing, T.JobEnded)] = S.Finished,
        [(S.Printing, T.Interrupt)] = S.Interrupted,
        [(S.Printing, T.PortLost)] = S.Offline,
        [(S.Printing, T.Fault)] = S.Error,

        [(S.Heating, T.HeatingEnded)] = S.Printing,
        [(S.Heating, T.Pause)] = S.Pausing,
        [(S.Heating, T.Cancel)] = S.Cancelling,
        [(S.Heating, T.JobEnded)] = S.Finished,
        [(S.Heating, T.Interrupt)] = S.Interrupted,
        [(S.Heating, T.PortLost)] = S.Offline,
        [(S.Heating, T.Fault)] = S.Error,

        [(S.Pausing, T.PauseDone)] = S.Paused,
        [(S.Pausing, T.Cancel)] = S.Cancelling,
        [(S.Pausing, T.Interrupt)] = S.Interrupted,
        [(S.Pausing, T.PortLost)] = S.Offline,
        [(S.Pausing, T.Fault)] = S.Error,

        [(S.Paused, T.Resume)] = S.Resuming,
        [(S.Paused, T.Cancel)] = S.Cancelling,
        [(S.Paused, T.Interrupt)] = S.Interrupted,
        [(S.Paused, T.PortLost)] = S.Offline,
        [(S.Paused, T.Fault)] = S.Error,

        [(S.Resuming, T.ResumeDone)] = S.Printing,
        [(S.Resuming, T.Pause)] = S.Pausing,
        [(S.Resuming, T.Cancel)] = S.Cancelling,
        [(S.Resuming, T.Interrupt)] = S.Interrupted,
        [(S.Resuming, T.PortLost)] = S.Offline,
        [(S.Resuming, T.Fault)] = S.Error,

        [(S.Cancelling, T.JobEnded)] = S.Finished,
        [(S.Cancelling, T.Interrupt)] = S.Finished,
        [(S.Cancelling, T.PortLost)] = S.Offline,
        [(S.Cancelling, T.Fault)] = S.Error,

        [(S.Interrupted, T.Start)] = S.Printing,
        [(S.Interrupted, T.Cancel)] = S.Finished,
        [(S.Interrupted, T.FirmwareReset)] = S.Connecting,
        [(S.Interrupted, T.PortLost)] = S.Offline,
        [(S.Interrupted, T.Disconnect)] = S.Offline,
        [(S.Interrupted, T.Fault)] = S.Error,

        [(S.Finished, T.PlateCleared)] = S.Idle,
        [(S.Finished, T.FirmwareReset)] = S.Connecting,
        [(S.Finished, T.PortLost)] = S.Offline,
        [(S.Finished, T.Disconnect)] = S.Offline,
        [(S.Finished, T.Fault)] = S.Error,
        [(S.Finished, T.MaintenanceBegins)] = S.Maintenance,

        [(S.Error, T.Reset)] = S.Connecting,
        [(S.Error, T.PlateCleared)] = S.Error,
        [(S.Error, T.PortLost)] = S.Offline,
        [(S.Error, T.Disconnect)] = S.Offline,
        [(S.Error, T.MaintenanceBegins)] = S.Maintenance,

        [(S.Maintenance, T.PlateCleared)] = S.Maintenance,
        [(S.Maintenance, T.MaintenanceEnds)] = S.Offline,
    };

    /// <summary>Every transition, for documents and tests.</summary>
    public static IEnumerable<(PrinterState From, PrinterTrigger Trigger, PrinterState To)> All =>
        Table.Select(t => (t.Key.From, t.Key.Trigger, t.Value));

    /// <summary>The state that a trigger leads to; null when it means nothing there.</summary>
    public static PrinterState? Next(PrinterState from, PrinterTrigger trigger) =>
        Table.TryGetValue((from, trigger), out PrinterState to) ? to : null;
}
