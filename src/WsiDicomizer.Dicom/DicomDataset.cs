using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Dicom;

/// <summary>A data set: items ordered by tag, each tag once (PS3.5 clause 7).</summary>
/// <remarks>
/// Not thread-safe for changes. Equality is by reference; <see cref="DicomDatasetComparer"/> compares contents.
/// </remarks>
public sealed class DicomDataset : IEnumerable<DicomItem>
{
    // Sorted by tag: nested data sets are many and small, for which a list is the most compact form.
    private readonly List<DicomItem> _items = [];

    /// <summary>Creates an empty data set.</summary>
    public DicomDataset()
    {
    }

    /// <summary>Creates a data set of items.</summary>
    /// <param name="items">In any order; of several with one tag the last counts.</param>
    public DicomDataset(params IEnumerable<DicomItem> items)
    {
        foreach (var item in items)
        {
            AddOrUpdate(item);
        }
    }

    /// <summary>The number of items.</summary>
    public int Count => _items.Count;

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item.</param>
    /// <exception cref="DicomDataException">The data set has the attribute already.</exception>
    public DicomDataset Add(DicomItem item)
    {
        var index = Find(item.Tag);
        if (index >= 0)
        {
            throw new DicomDataException("the data set has this attribute already", item.Tag);
        }

        _items.Insert(~index, item);
        return this;
    }

    /// <summary>Adds an attribute with values; its VR comes from the dictionary.</summary>
    /// <typeparam name="T">string, a number type, DicomUID, DicomTag, byte[] (one value), DateOnly, TimeOnly.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="values">None for an attribute that is present and empty.</param>
    /// <exception cref="DicomDataException">It is there already, is unknown, or a value does not fit.</exception>
    public DicomDataset Add<T>(DicomTag tag, params T[] values) => Add(DicomItemFactory.Create(tag, values));

    /// <summary>Adds a sequence, or an attribute of any VR that is present and empty.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="items">Its items; none for an attribute that is present and empty.</param>
    /// <exception cref="DicomDataException">It is there already, or items are given for what is no sequence.</exception>
    public DicomDataset Add(DicomTag tag, params DicomDataset[] items) => Add(DicomItemFactory.CreateSequence(tag, items));

    /// <summary>Adds an item, in place of an earlier one with its tag.</summary>
    /// <param name="item">The item.</param>
    public DicomDataset AddOrUpdate(DicomItem item)
    {
        var index = Find(item.Tag);
        if (index >= 0)
        {
            _items[index] = item;
        }
        else
        {
            _items.Insert(~index, item);
        }

        return this;
    }

    /// <summary>Adds an attribute with values, in place of an earlier one.</summary>
    /// <typeparam name="T">As for <see cref="Add{T}(DicomTag, T[])"/>.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="values">None for an attribute that is present and empty.</param>
    /// <exception cref="DicomDataException">It is unknown, or a value does not fit.</exception>
    public DicomDataset AddOrUpdate<T>(DicomTag tag, params T[] values) =>
        AddOrUpdate(DicomItemFactory.Create(tag, values));

    /// <summary>Adds a sequence, or an empty attribute of any VR, in place of an earlier one.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="items">Its items; none for an attribute that is present and empty.</param>
    /// <exception cref="DicomDataException">Items are given for what is no sequence.</exception>
    public DicomDataset AddOrUpdate(DicomTag tag, params DicomDataset[] items) =>
        AddOrUpdate(DicomItemFactory.CreateSequence(tag, items));

    /// <summary>Removes attributes, those that are there.</summary>
    /// <param name="tags">The attributes.</param>
    public DicomDataset Remove(params ReadOnlySpan<DicomTag> tags)
    {
        foreach (var tag in tags)
        {
            var index = Find(tag);
            if (index >= 0)
            {
                _items.RemoveAt(index);
            }
        }

        return this;
    }

    /// <summary>Removes the items that a condition selects.</summary>
    /// <param name="selector">True for items to remove.</param>
    public DicomDataset Remove(Predicate<DicomItem> selector)
    {
        _items.RemoveAll(selector);
        return this;
    }

    /// <summary>Removes everything.</summary>
    public DicomDataset Clear()
    {
        _items.Clear();
        return this;
    }

    /// <summary>Whether the data set has an attribute, with or without a value.</summary>
    /// <param name="tag">The attribute.</param>
    public bool Contains(DicomTag tag) => Find(tag) >= 0;

    /// <summary>The item of an attribute.</summary>
    /// <typeparam name="T">The kind of item.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <exception cref="DicomDataException">It is missing, or of another kind.</exception>
    public T GetDicomItem<T>(DicomTag tag)
        where T : DicomItem =>
        TryGetDicomItem<T>(tag, out var item)
            ? item
            : throw new DicomDataException(
                Contains(tag) ? $"expected a {typeof(T).Name}" : "the data set lacks this attribute", tag);

    /// <summary>The item of an attribute, if it is there and of the kind.</summary>
    /// <typeparam name="T">The kind of item.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="item">The item.</param>
    public bool TryGetDicomItem<T>(DicomTag tag, [NotNullWhen(true)] out T? item)
        where T : DicomItem
    {
        var index = Find(tag);
        item = index >= 0 ? _items[index] as T : null;
        return item is not null;
    }

    /// <summary>The one value of an attribute.</summary>
    /// <typeparam name="T">As for <see cref="DicomElement.Get{T}(int)"/>.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <exception cref="DicomDataException">It is missing, has no value or several, or is not of that kind.</exception>
    public T GetSingleValue<T>(DicomTag tag)
    {
        var element = GetDicomItem<DicomElement>(tag);
        return element.Count == 1
            ? element.Get<T>()
            : throw new DicomDataException($"expected one value, found {element.Count}", tag);
    }

    /// <summary>The one value of an attribute, or another where it is missing or empty.</summary>
    /// <typeparam name="T">As for <see cref="DicomElement.Get{T}(int)"/>.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="defaultValue">What to return where there is no single value.</param>
    /// <exception cref="DicomDataException">The value is not of that kind.</exception>
    public T GetSingleValueOrDefault<T>(DicomTag tag, T defaultValue) =>
        TryGetSingleValue<T>(tag, out var value) ? value : defaultValue;

    /// <summary>The one value of an attribute, if there is exactly one.</summary>
    /// <typeparam name="T">As for <see cref="DicomElement.Get{T}(int)"/>.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="DicomDataException">The value is not of that kind.</exception>
    public bool TryGetSingleValue<T>(DicomTag tag, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!TryGetDicomItem<DicomElement>(tag, out var element) || element.Count != 1)
        {
            return false;
        }

        value = element.Get<T>();
        return true;
    }

    /// <summary>One value of an attribute.</summary>
    /// <typeparam name="T">As for <see cref="DicomElement.Get{T}(int)"/>.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="index">0-based.</param>
    /// <exception cref="DicomDataException">It is missing or not of that kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer values.</exception>
    public T GetValue<T>(DicomTag tag, int index) => GetDicomItem<DicomElement>(tag).Get<T>(index);

    /// <summary>All values of an attribute.</summary>
    /// <typeparam name="T">As for <see cref="DicomElement.Get{T}(int)"/>.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <exception cref="DicomDataException">It is missing or not of that kind.</exception>
    public T[] GetValues<T>(DicomTag tag) => GetDicomItem<DicomElement>(tag).GetAll<T>();

    /// <summary>All values of an attribute, if it is there.</summary>
    /// <typeparam name="T">As for <see cref="DicomElement.Get{T}(int)"/>.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="DicomDataException">A value is not of that kind.</exception>
    public bool TryGetValues<T>(DicomTag tag, [NotNullWhen(true)] out T[]? values)
    {
        values = TryGetDicomItem<DicomElement>(tag, out var element) ? element.GetAll<T>() : null;
        return values is not null;
    }

    /// <summary>The number of values of an attribute, 0 where it is missing.</summary>
    /// <param name="tag">The attribute.</param>
    public int GetValueCount(DicomTag tag) => TryGetDicomItem<DicomElement>(tag, out var element) ? element.Count : 0;

    /// <summary>The values of an attribute as one text, several separated by backslashes.</summary>
    /// <param name="tag">The attribute.</param>
    /// <exception cref="DicomDataException">It is missing, a sequence, or bytes.</exception>
    public string GetString(DicomTag tag) => string.Join('\\', GetValues<string>(tag));

    /// <summary>The values of an attribute as one text, if it is there and has text or numbers.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="value">The text.</param>
    public bool TryGetString(DicomTag tag, [NotNullWhen(true)] out string? value)
    {
        value = TryGetDicomItem<DicomElement>(tag, out var element) && element is not DicomBytesElement
            ? string.Join('\\', element.GetAll<string>())
            : null;
        return value is not null;
    }

    /// <summary>A sequence.</summary>
    /// <param name="tag">The attribute.</param>
    /// <exception cref="DicomDataException">It is missing or no sequence.</exception>
    public DicomSequence GetSequence(DicomTag tag) => GetDicomItem<DicomSequence>(tag);

    /// <summary>A sequence, if it is there.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="sequence">The sequence.</param>
    public bool TryGetSequence(DicomTag tag, [NotNullWhen(true)] out DicomSequence? sequence) =>
        TryGetDicomItem(tag, out sequence);

    /// <summary>A copy: items of sequences are copied too, values are shared as they are immutable.</summary>
    public DicomDataset Clone()
    {
        var copy = new DicomDataset();
        copy._items.EnsureCapacity(_items.Count);
        foreach (var item in _items)
        {
            copy._items.Add(item is DicomSequence sequence
                ? new DicomSequence(sequence.Tag, [.. sequence.Items.Select(nested => nested.Clone())])
                : item);
        }

        return copy;
    }

    /// <inheritdoc/>
    public IEnumerator<DicomItem> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds an item at the end without searching; for readers, which meet the tags in order.</summary>
    /// <param name="item">The item.</param>
    /// <returns>False where it is out of order or there already; it is not added then.</returns>
    internal bool TryAppend(DicomItem item)
    {
        if (_items.Count > 0 && _items[^1].Tag >= item.Tag)
        {
            return false;
        }

        _items.Add(item);
        return true;
    }

    /// <summary>Adds items in any order; for readers.</summary>
    /// <param name="items">The items.</param>
    /// <returns>Pairs of items of one tag: the first, which counts, and another, which was left out.</returns>
    internal List<(DicomItem Kept, DicomItem LeftOut)> Merge(IEnumerable<DicomItem> items)
    {
        DicomItem[] sorted = [.. _items.Concat(items).OrderBy(item => item.Tag)];
        var pairs = new List<(DicomItem Kept, DicomItem LeftOut)>();
        _items.Clear();
        foreach (var item in sorted)
        {
            if (!TryAppend(item))
            {
                pairs.Add((_items[^1], item));
            }
        }

        return pairs;
    }

    private int Find(DicomTag tag)
    {
        var low = 0;
        var high = _items.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _items[middle].Tag.CompareTo(tag);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}
