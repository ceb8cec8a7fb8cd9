namespace Gantry.Simulator.Commands;

/// <summary>The host's dialog boxes: <c>//action:prompt_…</c>.</summary>
internal static class Prompt
{
    /// <summary>Shows a prompt with one button, or two; nothing without the feature.</summary>
    public static void Show(
        Board board,
        ReadOnlySpan<byte> title,
        ReadOnlySpan<byte> button,
        ReadOnlySpan<byte> second = default
    )
    {
        if (!board.Has(Features.HostPrompts))
            return;
        board.Replies.Line("//action:prompt_end"u8);
        board.Replies.Text("//action:prompt_begin "u8).Text(title).End();
        board.Replies.Text("//action:prompt_button "u8).Text(button).End();
        if (!second.IsEmpty)
            board.Replies.Text("//action:prompt_button "u8).Text(second).End();
        board.Replies.Line("//action:prompt_show"u8);
    }

    /// <summary>Tells the host to do something.</summary>
    public static void Act(Board board, ReadOnlySpan<byte> action)
    {
        if (board.Has(Features.HostPrompts))
            board.Replies.Text("//action:"u8).Text(action).End();
    }
}
