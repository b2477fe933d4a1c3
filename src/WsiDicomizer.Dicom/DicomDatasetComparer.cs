using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Compares the contents of data sets.</summary>
public static class DicomDatasetComparer
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>Where two data sets differ first: the path of the item, or null where they are equal.</summary>
    /// <param name="left">One data set.</param>
    /// <param name="right">The other.</param>
    /// <returns>A path like <c>(0048,0105)[0].(0022,0015)</c>; items are counted from 0. Never a value.</returns>
    public static string? FindDifference(DicomDataset left, DicomDataset right)
    {
        using var others = right.GetEnumerator();
        foreach (var item in left)
        {
            if (!others.MoveNext())
            {
                return item.Tag.ToString();
            }

            var other = others.Current;
            if (item.Tag != other.Tag)
            {
                return (item.Tag < other.Tag ? item.Tag : other.Tag).ToString();
            }

            if (FindDifference(item, other) is { } difference)
            {
                return difference;
            }
        }

        return others.MoveNext() ? others.Current.Tag.ToString() : null;
    }

    /// <summary>Where two items differ first, or null where they are equal.</summary>
    /// <param name="left">One item.</param>
    /// <param name="right">The other.</param>
    /// <returns>A path as for data sets. Values that both share are not read.</returns>
    public static string? FindDifference(DicomItem left, DicomItem right)
    {
        if (ReferenceEquals(left, right))
        {
            return null;
        }

        if (left.ValueRepresentation != right.ValueRepresentation || left.GetType() != right.GetType())
        {
            return left.Tag.ToString();
        }

        return (left, right) switch
        {
            (DicomSequence one, DicomSequence two) => FindDifference(one, two),
            (DicomBytesElement one, DicomBytesElement two) => AreEqual(one.Source, two.Source) ? null : left.Tag.ToString(),
            (DicomFragmentSequence one, DicomFragmentSequence two) => AreEqual(one, two) ? null : left.Tag.ToString(),
            (DicomElement one, DicomElement two) =>
                one.GetAll<object>().SequenceEqual(two.GetAll<object>()) ? null : left.Tag.ToString(),
            _ => left.Tag.ToString(),
        };
    }

    private static string? FindDifference(DicomSequence left, DicomSequence right)
    {
        for (var index = 0; index < Math.Min(left.Items.Count, right.Items.Count); index++)
        {
            if (FindDifference(left.Items[index], right.Items[index]) is { } difference)
            {
                return $"{left.Tag}[{index}].{difference}";
            }
        }

        return left.Items.Count == right.Items.Count ? null : left.Tag.ToString();
    }

    private static bool AreEqual(DicomFragmentSequence left, DicomFragmentSequence right) =>
        left.OffsetTable.SequenceEqual(right.OffsetTable)
        && left.Fragments.Count == right.Fragments.Count
        && left.Fragments.Zip(right.Fragments).All(pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqual(IByteSource left, IByteSource right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        var one = new byte[Math.Min(left.Length, ChunkBytes)];
        var two = new byte[one.Length];
        for (long offset = 0; offset < left.Length; offset += one.Length)
        {
            var length = (int)Math.Min(one.Length, left.Length - offset);
            left.Read(offset, one.AsSpan(0, length));
            right.Read(offset, two.AsSpan(0, length));
            if (!one.AsSpan(0, length).SequenceEqual(two.AsSpan(0, length)))
            {
                return false;
            }
        }

        return true;
    }
}
