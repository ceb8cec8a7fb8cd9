using Gantry.Rfc2217;

namespace Gantry.Serial.Network;

/// <summary>The answers that one call waits for, in the order of its requests.</summary>
internal sealed class AwaitedAnswers
{
    private ComPortRequest[] _requests = [];
    private ComPortAnswer?[] _answers = [];
    private int _missing;
    private TaskCompletionSource? _all;

    /// <summary>Whether nobody waits.</summary>
    public bool IsEmpty => _all is null;

    /// <summary>Begins to wait; the task ends when all are there, or <see cref="Stop"/> says that no more will come.</summary>
    public Task Begin(ComPortRequest[] requests)
    {
        if (_all is not null)
            throw new InvalidOperationException("Another call waits for its answers.");
        _requests = requests;
        _answers = new ComPortAnswer?[requests.Length];
        _missing = requests.Length;
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _all.Task;
    }

    /// <summary>Takes an answer that came in.</summary>
    public void Take(ComPortAnswer answer)
    {
        if (_all is null)
            return;
        int place = Array.FindIndex(_requests, request => request.Kind == answer.Kind);
        if (place < 0 || _answers[place] is not null)
            return;
        _answers[place] = answer;
        if (--_missing == 0)
            _all.TrySetResult();
    }

    /// <summary>Ends the wait, whatever is missing.</summary>
    public void Stop() => _all?.TrySetResult();

    /// <summary>The answers; nobody waits any more.</summary>
    public ComPortAnswer?[] End()
    {
        ComPortAnswer?[] answers = _answers;
        _all = null;
        _answers = [];
        _requests = [];
        return answers;
    }
}
