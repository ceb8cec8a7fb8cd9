namespace Gantry.Simulator.Commands;

/// <summary>M600: park, wait for the new filament, purge as often as the person likes, go on.</summary>
internal sealed class FilamentChange(Board board)
{
    // Park and unload, load, one more purge: what a person sees it take, roughly.
    private static readonly TimeSpan Parking = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Loading = TimeSpan.FromSeconds(5);
    private const int PurgeMore = 0;

    public Ongoing Begin()
    {
        Prompt.Show(board, "Pause"u8, "Dismiss"u8);
        Prompt.Act(board, "paused"u8);
        return Then(Parking, WaitForFilament);
    }

    private Ongoing WaitForFilament()
    {
        Prompt.Show(board, "Nozzle Parked"u8, "Continue"u8);
        board.Replies.Line("echo:Insert filament and send M108"u8);
        board.PromptChoice = null;
        return new UserWait(board, TimeSpan.MaxValue, _ => LoadMore());
    }

    private Ongoing AskForMore()
    {
        board.PromptChoice = null;
        if (!board.Has(Features.HostPrompts))
            return Resume();
        Prompt.Show(board, "Paused"u8, "PurgeMore"u8, "Continue"u8);
        return new UserWait(board, TimeSpan.MaxValue, _ => board.PromptChoice == PurgeMore ? LoadMore() : Resume());
    }

    private Stage LoadMore() => Then(Loading, AskForMore);

    private Stage Resume()
    {
        Prompt.Show(board, "Resuming"u8, "Dismiss"u8);
        Prompt.Act(board, "resumed"u8);
        return Then(Parking, null);
    }

    private Stage Then(TimeSpan machineTime, Func<Ongoing>? next) =>
        new(board.Processor.Now + board.Pace.ToHost(machineTime), next);

    private sealed class Stage(TimeSpan until, Func<Ongoing>? next) : Ongoing
    {
        public override Ongoing? Poll(TimeSpan now) => now < until ? this : next?.Invoke();

        public override TimeSpan NextLook(TimeSpan now) => until;
    }
}
