using Gantry.Simulator.Thermal;

namespace Gantry.Simulator.Commands;

/// <summary>Temperatures and fans.</summary>
internal sealed class HeatCommands(Board board) : ICommandSet
{
    public CommandResult Run(ParsedCommand command)
    {
        if (command.Letter != 'M')
            return CommandResult.Unknown;
        switch (command.Number)
        {
            case 104:
                return SetHotend(command, waits: false);
            case 109:
                return SetHotend(command, waits: true);
            case 140:
                return Set(command, board.Heaters.Bed, waits: false);
            case 190:
                return Set(command, board.Heaters.Bed, waits: true);
            case 141 when board.Heaters.Chamber is { } chamber:
                return Set(command, chamber, waits: false);
            case 191 when board.Heaters.Chamber is { } chamber:
                return Set(command, chamber, waits: true);
            case 105:
                return Report();
            case 155 when board.Has(Features.AutoReport) && board.Options.Flavour.Family == FirmwareFamily.Marlin:
                if (command.Words.Has('S'))
                    board.Background.ReportTemperatures(Math.Clamp(command.GetInt('S', 0), 0, 60));
                return CommandResult.Done;
            case 106 or 107:
                return SetFan(command);
            default:
                return CommandResult.Unknown;
        }
    }

    private CommandResult SetHotend(ParsedCommand command, bool waits)
    {
        int tool = command.GetInt('T', board.State.Tool);
        if (tool >= 0 && tool < board.Heaters.Hotends.Count)
            return Set(command, board.Heaters.Hotends[tool], waits);
        board.Replies.Text("echo:M"u8).Number(command.Number).Text(" Invalid extruder "u8).Number(tool).End();
        return CommandResult.Done;
    }

    private CommandResult Set(ParsedCommand command, Heater heater, bool waits)
    {
        bool mayCool = command.Words.TryGet('R', out double target);
        if (!mayCool && !command.Words.TryGet('S', out target))
            return CommandResult.Done;
        board.Heaters.AdvanceTo(board.Processor.Now);
        heater.SetTarget(target);
        bool isCooling = heater.Target < heater.Temperature;
        bool hasToWait = waits && (mayCool || !isCooling);
        return hasToWait ? CommandResult.Started(new HeatWait(board, heater)) : CommandResult.Done;
    }

    private CommandResult Report()
    {
        bool answersFirst = board.Lines.AnswersFirst;
        if (!answersFirst)
            board.Replies.Text("ok "u8);
        board.Temperatures.Write(board.Replies);
        board.Replies.End();
        return answersFirst ? CommandResult.Done : CommandResult.Answered;
    }

    private CommandResult SetFan(ParsedCommand command)
    {
        int fan = command.GetInt('P', 0);
        int speed = command.Number == 107 ? 0 : command.GetInt('S', 255);
        if (fan >= 0 && fan < board.State.Fans.Length)
            board.State.Fans[fan] = (byte)Math.Clamp(speed, 0, 255);
        return CommandResult.Done;
    }
}
