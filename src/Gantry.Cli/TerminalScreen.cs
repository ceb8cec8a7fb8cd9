namespace Gantry.Cli;

/// <summary>
/// A line that is typed below lines that come by themselves. Up and Down go through what was typed before; Escape empties the line;
/// Ctrl-D on an empty one ends. Where there is no terminal, lines are read and written as they are.
/// </summary>
internal sealed class TerminalScreen(TextWriter output, bool isLive)
{
    private const int MostHistory = 500;
    private const int MostCharacters = 200;

    private readonly Lock _gate = new();
    private readonly List<string> _history = [];
    private string _typed = "";
    private int _place;

    /// <summary>Shows a line above the one that is typed.</summary>
    public void Show(string line)
    {
        lock (_gate)
        {
            if (isLive)
                output.Write("\r\e[K");
            output.WriteLine(line);
            if (isLive)
                output.Write("> " + _typed);
            output.Flush();
        }
    }

    /// <summary>Reads the next line; null at the end. Blocks: for a thread of its own.</summary>
    public string? Read()
    {
        if (!isLive)
            return Console.In.ReadLine();
        Redraw("");
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && _typed.Length == 0)
                return null;
            if (key.Key == ConsoleKey.Enter)
                return Enter();
            Redraw(Edit(key));
        }
    }

    private string Edit(ConsoleKeyInfo key) =>
        key.Key switch
        {
            ConsoleKey.Backspace => _typed.Length > 0 ? _typed[..^1] : "",
            ConsoleKey.Escape => "",
            ConsoleKey.UpArrow => Recall(-1),
            ConsoleKey.DownArrow => Recall(1),
            _ when !char.IsControl(key.KeyChar) && _typed.Length < MostCharacters => _typed + key.KeyChar,
            _ => _typed,
        };

    private string Recall(int step)
    {
        _place = Math.Clamp(_place + step, 0, _history.Count);
        return _place < _history.Count ? _history[_place] : "";
    }

    private string Enter()
    {
        string line = _typed;
        if (line.Length > 0 && (_history.Count == 0 || _history[^1] != line))
            _history.Add(line);
        if (_history.Count > MostHistory)
            _history.RemoveAt(0);
        _place = _history.Count;
        lock (_gate)
        {
            _typed = "";
            output.Write("\r\e[K");
        }
        return line;
    }

    private void Redraw(string typed)
    {
        lock (_gate)
        {
            _typed = typed;
            output.Write("\r\e[K> " + typed);
            output.Flush();
        }
    }
}
