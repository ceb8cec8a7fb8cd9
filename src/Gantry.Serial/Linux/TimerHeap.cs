namespace Gantry.Serial.Linux;

/// <summary>Timers by due time: a binary heap that knows each timer's place, so that one can be moved or taken out.</summary>
internal sealed class TimerHeap
{
    private LoopTimer[] _items = new LoopTimer[16];
    private int _count;

    public LoopTimer? First => _count > 0 ? _items[0] : null;

    public void Set(LoopTimer timer, long dueAt)
    {
        timer.DueAt = dueAt;
        if (timer.HeapIndex < 0)
        {
            if (_count == _items.Length)
                Array.Resize(ref _items, _count * 2);
            Place(timer, _count++);
        }
        Up(timer.HeapIndex);
        Down(timer.HeapIndex);
    }

    public void Remove(LoopTimer timer)
    {
        int index = timer.HeapIndex;
        if (index < 0)
            return;
        timer.HeapIndex = -1;
        LoopTimer last = _items[--_count];
        _items[_count] = null!;
        if (last == timer)
            return;
        Place(last, index);
        Up(index);
        Down(last.HeapIndex);
    }

    private void Up(int index)
    {
        LoopTimer timer = _items[index];
        while (index > 0)
        {
            int parent = (index - 1) / 2;
            if (_items[parent].DueAt <= timer.DueAt)
                break;
            Place(_items[parent], index);
            index = parent;
        }
        Place(timer, index);
    }

    private void Down(int index)
    {
        LoopTimer timer = _items[index];
        while (true)
        {
            int child = (2 * index) + 1;
            if (child >= _count)
                break;
            if (child + 1 < _count && _items[child + 1].DueAt < _items[child].DueAt)
                child++;
            if (timer.DueAt <= _items[child].DueAt)
                break;
            Place(_items[child], index);
            index = child;
        }
        Place(timer, index);
    }

    private void Place(LoopTimer timer, int index)
    {
        _items[index] = timer;
        timer.HeapIndex = index;
    }
}
