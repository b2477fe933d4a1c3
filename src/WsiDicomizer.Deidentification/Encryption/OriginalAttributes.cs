using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>What de-identification took from a data set, and what it put there.</summary>
/// <param name="Taken">The attributes as they were, whole even where only something nested was changed.</param>
/// <param name="Added">The attributes that the original did not have.</param>
/// <remarks>
/// Found by comparing, not by listening to the engine, so that nothing can be missed. Source: PS3.15 E.1.1 (an attribute that
/// has something to protect inside is encrypted in its entirety).
/// </remarks>
internal sealed record OriginalAttributes(DicomDataset Taken, IReadOnlyList<DicomTag> Added)
{
    private const ushort PixelDataGroup = 0x7FE0;

    /// <summary>Compares a data set with what became of it.</summary>
    public static OriginalAttributes Between(DicomDataset identified, DicomDataset deidentified)
    {
        var taken = new DicomDataset();
        foreach (var item in identified.Where(item => IsAttribute(item.Tag)))
        {
            if (deidentified.TryGetDicomItem<DicomItem>(item.Tag, out var now)
                && DicomDatasetComparer.FindDifference(item, now) is null)
            {
                continue;
            }

            // A private attribute means nothing without its creator in the same data set (PS3.5 7.8.1).
            if (item.Tag.IsPrivate && !item.Tag.IsPrivateCreator
                && identified.TryGetDicomItem<DicomItem>(PrivateBlocks.CreatorTag(item.Tag), out var creator))
            {
                taken.AddOrUpdate(creator);
            }

            taken.AddOrUpdate(item);
        }

        return new OriginalAttributes(
            taken,
            [.. deidentified.Select(item => item.Tag).Where(tag => IsAttribute(tag) && !identified.Contains(tag))]);
    }

    /// <summary>Makes the original out of what became of it.</summary>
    /// <param name="deidentified">The data set; it stays as it is.</param>
    public DicomDataset RestoreTo(DicomDataset deidentified)
    {
        var restored = new DicomDataset(deidentified);
        restored.Remove([.. Added]);
        foreach (var item in Taken)
        {
            restored.AddOrUpdate(item);
        }

        return restored;
    }

    /// <summary>Whether de-identification could have taken or added an attribute. Pixel data is not in the engine's hands.</summary>
    public static bool IsAttribute(DicomTag tag) =>
        !tag.IsGroupLength && tag.Group is not (PixelDataGroup or 0x0000 or 0x0002 or 0x0004 or 0xFFFC or 0xFFFE);
}
