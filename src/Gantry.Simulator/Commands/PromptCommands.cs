namespace Gantry.Simulator.Commands;

/// <summary>Commands that wait for a person, and the person's answers.</summary>
internal sealed class PromptCommands(Board board) : ICommandSet
{
    public CommandResult Run(ParsedCommand command)
    {
        if (command.Letter != 'M')
            return CommandResult.Unknown;
        switch (command.Number)
        {
            case 0 or 1:
                return Stop(command);
            case 600:
                return CommandResult.Started(new MovesDone(board.Motion, now => new FilamentChange(board).Begin()));
            case 876 when board.Has(Features.HostPrompts):
                // With an emergency parser it has acted on reception, and here it is only acknowledged.
                if (!board.Has(Features.EmergencyParser))
                    Answer(board, command.GetInt('S', 0));
                return CommandResult.Done;
            default:
                return CommandResult.Unknown;
        }
    }

    /// <summary>M876: the person pressed a button of the prompt.</summary>
    public static void Answer(Board board, int choice)
    {
        board.PromptChoice = choice;
        board.IsWaitingForUser = false;
    }

    private CommandResult Stop(ParsedCommand command)
    {
        double seconds = command.Words.TryGet('S', out double s) ? s : command.Words.Get('P', 0) / 1000;
        TimeSpan time = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));
        return CommandResult.Started(new MovesDone(board.Motion, now => Ask(command, time, now)));
    }

    private UserWait Ask(ParsedCommand command, TimeSpan time, TimeSpan now)
    {
        ReadOnlySpan<byte> text = command.StringArgument;
        if (!text.IsEmpty)
            board.Replies.Text("echo:"u8).Text(text).End();
        else
            text = command.Number == 0 ? "M0 Stop"u8 : "M1 Stop"u8;
        Prompt.Show(board, text, "Continue"u8);
        return new UserWait(board, time > TimeSpan.Zero ? now + time : TimeSpan.MaxValue);
    }
}
