using Gantry.Firmware.HostActions;
using Gantry.Printing;

namespace Gantry.Cli;

/// <summary>
/// What a print has to say to a person besides its progress: what its log says, the printer's questions, a pause. Enter lets it
/// go on, a number presses another button of the question.
/// </summary>
/// <param name="printer">The printer.</param>
/// <param name="say">Says a line.</param>
internal sealed class PrintDesk(Printer printer, Action<string> say)
{
    private readonly HashSet<string> _told = [];
    private HostPrompt? _prompt;
    private bool _isPaused;
    private bool _listens;

    /// <summary>Says what is new.</summary>
    public void Look(PrinterSnapshot snapshot)
    {
        foreach (string note in snapshot.LastJob?.Notes ?? snapshot.Job?.Notes ?? [])
            if (_told.Add(note))
                say(note);
        bool isPaused = snapshot.State == PrinterState.Paused;
        if (snapshot.Prompt is { } prompt && prompt.Number != _prompt?.Number)
            Ask($"the printer asks: {prompt.Text} {Buttons(prompt)}");
        else if (isPaused && !_isPaused && snapshot.Prompt is null)
            Ask($"paused: {snapshot.Reason} Enter goes on, Ctrl-C gives the print up.");
        (_prompt, _isPaused) = (snapshot.Prompt, isPaused);
    }

    private static string Buttons(HostPrompt prompt) =>
        prompt.Buttons.Count <= 1
            ? "Enter goes on."
            : $"({string.Join(", ", prompt.Buttons.Select((button, i) => $"{i + 1} {button}"))})";

    private void Ask(string text)
    {
        say(text);
        if (_listens || !MayRead())
            return;
        _listens = true;
        // A read from standard input cannot be ended; the process ends without waiting for it.
        new Thread(Listen) { IsBackground = true, Name = "answers" }.Start();
    }

    private void Listen()
    {
        while (Console.In.ReadLine() is { } answer)
            _ = AnswerAsync(answer.Trim());
    }

    private async Task AnswerAsync(string answer)
    {
        try
        {
            // As it is now: what was asked may have been answered at the printer.
            PrinterSnapshot now = printer.Snapshot;
            if (now.Prompt is { } prompt)
            {
                int button = int.TryParse(answer, out int number) ? number - 1 : 0;
                if (button < 0 || button >= Math.Max(1, prompt.Buttons.Count))
                    say($"a number from 1 to {prompt.Buttons.Count}, please.");
                else
                    await printer.AnswerPromptAsync(prompt.Number, button);
            }
            else if (now.State == PrinterState.Paused)
            {
                await printer.ResumeAsync();
            }
        }
        catch (PrinterRefusedException e)
        {
            say(e.Message);
        }
    }

    /// <summary>A job in the background of a shell that reads from its terminal is stopped by the kernel, print and all.</summary>
    private static bool MayRead()
    {
        if (Console.IsInputRedirected)
            return true;
        try
        {
            // Behind the name in parentheses: state, parent, process group, session, terminal, the terminal's foreground group.
            string stat = File.ReadAllText("/proc/self/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[2] == fields[5];
        }
        catch (IOException)
        {
            return false;
        }
    }
}
