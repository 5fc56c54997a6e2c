using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Querent;

/// <summary>
/// Gathers the elements of an answer's list until their number is known, so that the list is made once, of that size. Used
/// by generated code.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>A few stay on the stack, more go to rented memory. Each <c>To</c> method ends its use.</remarks>
public ref struct AnswerItems<T>
{
    private const int MostOnStack = 8;
    private const int FirstRented = 4 * MostOnStack;

    private Few _few;
    private T[]? _rented;
    private int _count;

    /// <summary>Adds an element.</summary>
    /// <param name="item">The element.</param>
    public void Add(T item)
    {
        if (_count < MostOnStack)
        {
            _few[_count++] = item;
        }
        else
        {
            AddToRented(item);
        }
    }

    /// <summary>The elements as an array.</summary>
    public T[] ToArray()
    {
        T[] items = Items.ToArray();
        Return();
        return items;
    }

    /// <summary>The elements as an immutable array.</summary>
    public ImmutableArray<T> ToImmutableArray() => ImmutableCollectionsMarshal.AsImmutableArray(ToArray());

    /// <summary>The elements as a list.</summary>
    public List<T> ToList()
    {
        var items = new List<T>(_count);
        items.AddRange(Items);
        Return();
        return items;
    }

    /// <summary>The elements as an immutable list.</summary>
    public ImmutableList<T> ToImmutableList()
    {
        ImmutableList<T> items = ImmutableList.Create(Items);
        Return();
        return items;
    }

    /// <summary>The elements as a set: what is there twice it holds once.</summary>
    public HashSet<T> ToHashSet()
    {
        var items = new HashSet<T>(_count);
        foreach (T item in Items)
        {
            items.Add(item);
        }

        Return();
        return items;
    }

    /// <summary>The elements as an immutable set: what is there twice it holds once.</summary>
    public ImmutableHashSet<T> ToImmutableHashSet()
    {
        ImmutableHashSet<T> items = ImmutableHashSet.Create(Items);
        Return();
        return items;
    }

    [UnscopedRef]
    private readonly ReadOnlySpan<T> Items => _rented is null ? ((ReadOnlySpan<T>)_few)[.._count] : _rented.AsSpan(0, _count);

    private void AddToRented(T item)
    {
        if (_rented is null || _count == _rented.Length)
        {
            T[] larger = ArrayPool<T>.Shared.Rent(_rented is null ? FirstRented : 2 * _rented.Length);
            Items.CopyTo(larger);
            int count = _count;
            Return();
            _rented = larger;
            _count = count;
        }

        _rented[_count++] = item;
    }

    // An answer that is refused halfway leaves its memory to the garbage collector.
    private void Return()
    {
        if (_rented is not null)
        {
            ArrayPool<T>.Shared.Return(_rented, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
            _rented = null;
        }

        _count = 0;
    }

    [InlineArray(MostOnStack)]
    private struct Few
    {
        private T _item;
    }
}
