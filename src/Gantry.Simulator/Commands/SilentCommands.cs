namespace Gantry.Simulator.Commands;

/// <summary>Commands that the firmware takes with a plain <c>ok</c> and that change nothing a host could see.</summary>
internal sealed class SilentCommands : ICommandSet
{
    public CommandResult Run(ParsedCommand command) =>
        command.Letter == 'M' && IsSilent(command.Number) ? CommandResult.Done : CommandResult.Unknown;

    private static bool IsSilent(int number) =>
        number
            is 31 // print time
                or 73 // progress
                or (>= 75 and <= 78) // print job timer
                or 85 // inactivity
                or 111 // debug level
                or 120
                or 121 // endstops on and off
                or 202 // unused, but known
                or 206 // home offset
                or 211 // software endstops
                or 218 // hotend offset
                or 301
                or 304 // PID
                or 500 // save
                or 907; // motor current
}
