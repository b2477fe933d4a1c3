using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Values of a data set that may be missing, empty or malformed: then there is none. The attribute rules tell of that.</summary>
internal static class DatasetValues
{
    /// <summary>Whether the attribute is there with a value or item.</summary>
    public static bool HasValue(this DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomItem>(tag, out var item) && HasValue(item);

    /// <summary>Whether there is a value, item or fragment.</summary>
    public static bool HasValue(DicomItem item) => item switch
    {
        DicomElement element => element.Count > 0,
        DicomSequence sequence => sequence.Items.Count > 0,
        DicomFragmentSequence => true,
        _ => false,
    };

    /// <summary>A value as text, or null.</summary>
    /// <param name="dataset">The data set or item.</param>
    /// <param name="tag">The attribute.</param>
    /// <param name="index">0-based.</param>
    public static string? Text(this DicomDataset dataset, DicomTag tag, int index = 0) =>
        dataset.TryGetDicomItem<DicomElement>(tag, out var element)
        && element is not DicomBytesElement && index < element.Count
            ? Convert<string>(element, index)
            : null;

    /// <summary>All values as text; none where there are none.</summary>
    public static IReadOnlyList<string> Texts(this DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) ? element.Values : [];

    /// <summary>A whole number, or null.</summary>
    public static long? Integer(this DicomDataset dataset, DicomTag tag, int index = 0) =>
        dataset.TryGetDicomItem<DicomElement>(tag, out var element)
        && element is not DicomBytesElement && index < element.Count
            ? ConvertNumber<long>(element, index)
            : null;

    /// <summary>A number, or null.</summary>
    public static double? Number(this DicomDataset dataset, DicomTag tag, int index = 0) =>
        dataset.TryGetDicomItem<DicomElement>(tag, out var element)
        && element is not DicomBytesElement && index < element.Count
            ? ConvertNumber<double>(element, index)
            : null;

    /// <summary>All numbers, or null where one is none.</summary>
    public static double[]? Numbers(this DicomDataset dataset, DicomTag tag)
    {
        if (!dataset.TryGetDicomItem<DicomElement>(tag, out var element) || element is DicomBytesElement)
        {
            return null;
        }

        var numbers = new double[element.Count];
        for (var index = 0; index < numbers.Length; index++)
        {
            if (ConvertNumber<double>(element, index) is not { } number)
            {
                return null;
            }

            numbers[index] = number;
        }

        return numbers;
    }

    /// <summary>The items of a sequence; none where it is missing.</summary>
    public static IEnumerable<DicomDataset> Items(this DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var sequence) ? sequence.Items : [];

    /// <summary>The first item of a sequence, or null.</summary>
    public static DicomDataset? FirstItem(this DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var sequence) && sequence.Items.Count > 0 ? sequence.Items[0] : null;

    private static T? ConvertNumber<T>(DicomElement element, int index)
        where T : struct
    {
        try
        {
            return element.Get<T>(index);
        }
        catch (DicomDataException)
        {
            // Malformed: there is no number here. WSI1110 tells of the form.
            return null;
        }
    }

    private static T? Convert<T>(DicomElement element, int index)
        where T : class
    {
        try
        {
            return element.Get<T>(index);
        }
        catch (DicomDataException)
        {
            return null;
        }
    }
}
