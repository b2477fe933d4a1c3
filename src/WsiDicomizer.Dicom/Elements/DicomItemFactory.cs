using System.Globalization;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Makes items from .NET values, choosing the VR from the dictionary.</summary>
public static class DicomItemFactory
{
    /// <summary>Makes an attribute of the VR that the dictionary gives its tag.</summary>
    /// <typeparam name="T">string, a number type, DicomUID, DicomTag, byte[] (one value), DateOnly, TimeOnly.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="values">None for an attribute that is present and empty.</param>
    /// <exception cref="DicomDataException">The tag is unknown or a sequence, or a value does not fit.</exception>
    public static DicomItem Create<T>(DicomTag tag, params T[] values)
    {
        var vr = DicomDictionary.Default.GetImplicitVR(tag);
        return vr == DicomVR.UN && !tag.IsPrivate
            ? throw new DicomDataException("the dictionary does not know this attribute: give its VR", tag)
            : Create(tag, vr, values);
    }

    /// <summary>Makes an attribute of a given VR.</summary>
    /// <typeparam name="T">As for <see cref="Create{T}(DicomTag, T[])"/>.</typeparam>
    /// <param name="tag">The attribute.</param>
    /// <param name="vr">Its VR.</param>
    /// <param name="values">None for an attribute that is present and empty.</param>
    /// <exception cref="DicomDataException">A value does not fit the VR.</exception>
    public static DicomItem Create<T>(DicomTag tag, DicomVR vr, params T[] values) => vr.Kind switch
    {
        DicomVRKind.Text => CreateText(tag, vr, Array.ConvertAll(values, value => ToText(tag, vr, value))),
        DicomVRKind.Number => CreateNumbers(tag, vr, values),
        DicomVRKind.Bytes => CreateBytes(tag, vr, ToBytes(tag, values)),
        _ when values.Length == 0 => new DicomSequence(tag),
        _ when values is DicomDataset[] items => new DicomSequence(tag, items),
        _ => throw new DicomDataException("a sequence is made of data sets", tag),
    };

    /// <summary>Makes a sequence, or, without items, an attribute that is present and empty.</summary>
    /// <param name="tag">The attribute; private and unknown ones are taken for sequences.</param>
    /// <param name="items">The items.</param>
    /// <exception cref="DicomDataException">The dictionary says that the attribute is no sequence.</exception>
    public static DicomItem CreateSequence(DicomTag tag, params DicomDataset[] items) =>
        DicomDictionary.Default.GetImplicitVR(tag) is { } vr && vr != DicomVR.UN
            ? Create(tag, vr, items)
            : new DicomSequence(tag, items);

    /// <summary>Makes an attribute of text values.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="vr">A VR of kind text.</param>
    /// <param name="values">The values, without padding.</param>
    public static DicomStringElement CreateText(DicomTag tag, DicomVR vr, params string[] values) => vr.Code switch
    {
        "AE" => new DicomApplicationEntity(tag, values),
        "AS" => new DicomAgeString(tag, values),
        "CS" => new DicomCodeString(tag, values),
        "DA" => new DicomDate(tag, values),
        "DS" => new DicomDecimalString(tag, values),
        "DT" => new DicomDateTime(tag, values),
        "IS" => new DicomIntegerString(tag, values),
        "LO" => new DicomLongString(tag, values),
        "LT" => new DicomLongText(tag, values),
        "PN" => new DicomPersonName(tag, values),
        "SH" => new DicomShortString(tag, values),
        "ST" => new DicomShortText(tag, values),
        "TM" => new DicomTime(tag, values),
        "UC" => new DicomUnlimitedCharacters(tag, values),
        "UI" => new DicomUniqueIdentifier(tag, values),
        "UR" => new DicomUniversalResource(tag, values),
        "UT" => new DicomUnlimitedText(tag, values),
        _ => throw new DicomDataException($"{vr} is not a VR of text", tag),
    };

    /// <summary>Makes an attribute of bytes.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="vr">A VR of kind bytes.</param>
    /// <param name="source">The bytes.</param>
    public static DicomBytesElement CreateBytes(DicomTag tag, DicomVR vr, IByteSource source) => vr.Code switch
    {
        "OB" => new DicomOtherByte(tag, source),
        "OD" => new DicomOtherDouble(tag, source),
        "OF" => new DicomOtherFloat(tag, source),
        "OL" => new DicomOtherLong(tag, source),
        "OV" => new DicomOtherVeryLong(tag, source),
        "OW" => new DicomOtherWord(tag, source),
        "UN" => new DicomUnknown(tag, source),
        _ => throw new DicomDataException($"{vr} is not a VR of bytes", tag),
    };

    private static DicomItem CreateNumbers<T>(DicomTag tag, DicomVR vr, T[] values) => vr.Code switch
    {
        "AT" => new DicomAttributeTag(tag, ToNumbers<T, DicomTag>(tag, vr, values)),
        "FD" => new DicomFloatingPointDouble(tag, ToNumbers<T, double>(tag, vr, values)),
        "FL" => new DicomFloatingPointSingle(tag, ToNumbers<T, float>(tag, vr, values)),
        "SL" => new DicomSignedLong(tag, ToNumbers<T, int>(tag, vr, values)),
        "SS" => new DicomSignedShort(tag, ToNumbers<T, short>(tag, vr, values)),
        "SV" => new DicomSignedVeryLong(tag, ToNumbers<T, long>(tag, vr, values)),
        "UL" => new DicomUnsignedLong(tag, ToNumbers<T, uint>(tag, vr, values)),
        "US" => new DicomUnsignedShort(tag, ToNumbers<T, ushort>(tag, vr, values)),
        "UV" => new DicomUnsignedVeryLong(tag, ToNumbers<T, ulong>(tag, vr, values)),
        _ => throw new DicomDataException($"{vr} is not a VR of numbers", tag),
    };

    private static string ToText<T>(DicomTag tag, DicomVR vr, T value) => value switch
    {
        string text => text,
        DicomUID uid => uid.UID,
        DateOnly date => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HHmmss", CultureInfo.InvariantCulture),
        double or float or decimal or sbyte or byte or short or ushort or int or uint or long or ulong =>
            ToNumberText(tag, vr, value),
        _ => throw new DicomDataException($"a {typeof(T).Name} is no value of VR {vr}", tag),
    };

    // PS3.5 table 6.2-1: IS holds integers of 32 bits with sign, DS 16 characters.
    private static string ToNumberText(DicomTag tag, DicomVR vr, object number) => vr.Code switch
    {
        "IS" => DicomValueConversion.TryConvert<int>(number, out var integer)
            ? integer.ToString(CultureInfo.InvariantCulture)
            : throw new DicomDataException("VR IS has integers of 32 bits only", tag),
        _ when number is float single => DicomNumberText.ToDecimalString(single),
        _ when number is double value => DicomNumberText.ToDecimalString(value),
        "DS" => DicomNumberText.ToDecimalString(Convert.ToDecimal(number, CultureInfo.InvariantCulture)),
        _ => Convert.ToString(number, CultureInfo.InvariantCulture)!,
    };

    private static TTo[] ToNumbers<TFrom, TTo>(DicomTag tag, DicomVR vr, TFrom[] values)
    {
        if (values is TTo[] typed)
        {
            return [.. typed];
        }

        return Array.ConvertAll(values, value => DicomValueConversion.TryConvert<TTo>(value, out var number)
            ? number
            : throw new DicomDataException($"a {typeof(TFrom).Name} does not fit VR {vr}", tag));
    }

    private static IByteSource ToBytes<T>(DicomTag tag, T[] values) => (object)values switch
    {
        byte[] bytes => new MemoryByteSource(bytes),
        byte[][] { Length: 1 } arrays => new MemoryByteSource(arrays[0]),
        ReadOnlyMemory<byte>[] { Length: 1 } memories => new MemoryByteSource(memories[0]),
        IByteSource[] { Length: 1 } sources => sources[0],
        Array { Length: 0 } => MemoryByteSource.Empty,
        _ => throw new DicomDataException("expected the bytes as one array", tag),
    };
}
