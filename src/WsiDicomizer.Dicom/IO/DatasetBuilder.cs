namespace WsiDicomizer.Dicom.IO;

/// <summary>Puts the elements of a data set in order as they are read.</summary>
internal sealed class DatasetBuilder(ReadContext context)
{
    private readonly DicomDataset _dataset = new();
    private Dictionary<DicomTag, long>? _late;
    private List<DicomItem>? _lateItems;

    /// <summary>What has been read in order.</summary>
    public DicomDataset InOrder => _dataset;

    /// <summary>Adds an element.</summary>
    /// <param name="item">The element.</param>
    /// <param name="offset">Of its tag.</param>
    /// <exception cref="DicomFileException">It comes too late to be understood, or that is a fault.</exception>
    public void Add(DicomItem item, long offset)
    {
        if (_dataset.TryAppend(item))
        {
            return;
        }

        var isSame = _dataset.Contains(item.Tag);
        if (!isSame)
        {
            if (item.Tag == DicomTag.SpecificCharacterSet && _dataset.Any(NeedsCharacterSet))
            {
                throw context.Damaged($"{item.Tag} comes after text that it is for", offset);
            }

            context.Report(
                DicomDiagnosticCodes.OutOfOrder,
                $"{item.Tag} is out of order: expected ascending tags; it was put in order",
                offset,
                item.Tag);
        }

        (_lateItems ??= []).Add(item);
        (_late ??= [])[item.Tag] = offset;
    }

    /// <summary>The data set.</summary>
    /// <exception cref="DicomFileException">An attribute is there twice with different values.</exception>
    public DicomDataset Finish()
    {
        if (_lateItems is null)
        {
            return _dataset;
        }

        foreach (var (first, second) in _dataset.Merge(_lateItems))
        {
            var offset = _late![second.Tag];
            if (DicomDatasetComparer.FindDifference(first, second) is not null)
            {
                throw context.Damaged(
                    $"{second.Tag} is there twice with different values: expected each attribute once", offset);
            }

            context.Report(
                DicomDiagnosticCodes.Duplicate,
                $"{second.Tag} is there twice with equal values: expected each attribute once",
                offset,
                second.Tag);
        }

        return _dataset;
    }

    private static bool NeedsCharacterSet(DicomItem item) =>
        item is DicomSequence || item.ValueRepresentation.UsesCharacterSet;
}
