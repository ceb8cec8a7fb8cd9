using Gantry.Firmware;
using Gantry.Printing.Control;

namespace Gantry.Printing.Actor;

/// <summary>
/// Keeps what the firmware says to the commands that somebody wants answers to. Firmware says it all before the acknowledgement
/// of the command, and executes one at a time.
/// </summary>
internal sealed class AnswerDesk
{
    private const int MostLines = 500;
    private const int MostCharacters = 512;

    private readonly List<Question> _open = [];

    /// <summary>Waits for the answers to commands that were just inserted.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="last">The number of the last one.</param>
    public Question Ask(IReadOnlyList<string> commands, long last)
    {
        var question = new Question(commands, last - commands.Count + 1);
        _open.Add(question);
        return question;
    }

    /// <summary>The answers are there, or will never be.</summary>
    public void Close(Question question) => _open.Remove(question);

    public void OnReply(in Reply reply, long acknowledged)
    {
        if (_open.Count == 0 || !IsAnswer(reply))
            return;
        foreach (Question question in _open)
            question.Add(acknowledged + 1, reply.Text);
    }

    private static bool IsAnswer(in Reply reply) =>
        reply.Kind switch
        {
            ReplyKind.Ok => reply.HasTemperatures,
            ReplyKind.Other or ReplyKind.Error or ReplyKind.UnknownCommand => true,
            _ => false,
        };

    /// <summary>Some commands and what was said to them so far.</summary>
    internal sealed class Question(IReadOnlyList<string> commands, long first)
    {
        private readonly List<string>?[] _lines = new List<string>?[commands.Count];

        public IReadOnlyList<CommandAnswer> Answers =>
            [.. commands.Select((command, i) => new CommandAnswer(command, [.. _lines[i] ?? []]))];

        public void Add(long number, ReadOnlySpan<byte> text)
        {
            long index = number - first;
            if (index < 0 || index >= _lines.Length)
                return;
            List<string> lines = _lines[index] ??= [];
            if (lines.Count < MostLines)
                lines.Add(FirmwareText.Clean(text, MostCharacters, keepSpaces: true));
        }
    }
}
