namespace Querent.Generators.Emission;

/// <summary>Types for which a helper was called and is still to be written; each comes up once.</summary>
internal sealed class Worklist
{
    private readonly HashSet<int> _seen = [];
    private readonly Queue<int> _open = new();

    public void Add(int type)
    {
        if (_seen.Add(type))
        {
            _open.Enqueue(type);
        }
    }

    public bool TryTake(out int type)
    {
        type = _open.Count > 0 ? _open.Dequeue() : -1;
        return type >= 0;
    }
}
