using System.Globalization;
using System.Text;

namespace WsiDicomizer.Dicom.IO;

/// <summary>What everything that reads one data set shares: the bytes, the limits, the faults and the place. Not thread-safe.</summary>
internal sealed class ReadContext(FileWindow file, DicomReadOptions options, FaultList faults)
{
    private readonly List<(DicomTag Sequence, int ItemIndex)> _path = [];
    private int _itemCount;

    /// <summary>The bytes.</summary>
    public FileWindow File => file;

    /// <summary>What they may ask for.</summary>
    public DicomReaderLimits Limits => options.Limits;

    /// <summary>What was tolerated.</summary>
    public FaultList Faults => faults;

    /// <summary>Whether a limit was the reason of an error: such an error is final also on trial.</summary>
    public bool IsLimitReached { get; private set; }

    /// <summary>Whether the file has ended inside something: missing delimiters are no further fault then.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>How many sequences enclose the place.</summary>
    public int PathLength => _path.Count;

    /// <summary>Enters an item.</summary>
    public void Enter(DicomTag sequence, int itemIndex) => _path.Add((sequence, itemIndex));

    /// <summary>Leaves items.</summary>
    /// <param name="length">What <see cref="PathLength"/> was before.</param>
    public void LeaveTo(int length) => _path.RemoveRange(length, _path.Count - length);

    /// <summary>Counts an item or element.</summary>
    /// <exception cref="DicomFileException">There are more than the limit.</exception>
    public void CountItem(long offset)
    {
        if (++_itemCount > Limits.MaximumItems)
        {
            throw Limit($"more items than {nameof(Limits.MaximumItems)} = {Limits.MaximumItems}", offset);
        }
    }

    /// <summary>Tolerates a fault, or refuses the file.</summary>
    public void Report(string code, string message, long offset, DicomTag? tag = null) =>
        faults.Report(code, file.Prefix + message, offset, tag is { } last ? PathOf(last) : null);

    /// <summary>Tolerates a fault of text, or refuses the file. Items with such text are items nevertheless.</summary>
    public void ReportText(string code, string message, long offset, DicomTag tag) =>
        faults.Report(code, file.Prefix + message, offset, PathOf(tag), endsTrial: false);

    /// <summary>The file is cut off here, if that is allowed.</summary>
    /// <exception cref="DicomFileException">It is not.</exception>
    public void Truncate(string message, long offset, DicomTag? tag = null)
    {
        if (!IsTruncated)
        {
            Report(DicomDiagnosticCodes.Truncated, message + ": what is complete before was kept", offset, tag);
            IsTruncated = true;
        }
    }

    /// <summary>Whether what ends here may be cut off: the bytes end, and that is allowed.</summary>
    public bool MayTruncateAt(long end) => options.AllowTruncated && end == file.Length;

    /// <summary>The error that the file is damaged.</summary>
    public DicomFileException Damaged(string message, long offset) => new(file.Prefix + message, file.Path, offset);

    /// <summary>The error that a limit is reached.</summary>
    public DicomFileException Limit(string message, long offset)
    {
        IsLimitReached = true;
        return Damaged(message, offset);
    }

    private string PathOf(DicomTag last)
    {
        var text = new StringBuilder();
        foreach (var (sequence, itemIndex) in _path)
        {
            text.Append(CultureInfo.InvariantCulture, $"{sequence}[{itemIndex}].");
        }

        return text.Append(last.ToString()).ToString();
    }
}
