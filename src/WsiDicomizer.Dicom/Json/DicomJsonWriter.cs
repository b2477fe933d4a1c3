using System.Globalization;
using System.Text.Json;

namespace WsiDicomizer.Dicom.Json;

/// <summary>Writes one data set as an object of DICOM JSON (PS3.18 F.2).</summary>
internal sealed class DicomJsonWriter(Utf8JsonWriter writer, DicomJsonWriterOptions options)
{
    private const long MaximumExactInteger = (1L << 53) - 1;

    private readonly TagPath _path = new();

    public void Write(DicomDataset dataset) => WriteDataset(dataset, depth: 0);

    private void WriteDataset(DicomDataset dataset, int depth)
    {
        writer.WriteStartObject();
        foreach (var item in dataset)
        {
            // Group lengths would be wrong, and file meta information is no part of a data set (PS3.18 F.2.2).
            if (!item.Tag.IsGroupLength && item.Tag.Group != 0x0002)
            {
                _path.Push(item.Tag);
                WriteItem(item, depth);
                _path.Pop();
            }
        }

        writer.WriteEndObject();
    }

    private void WriteItem(DicomItem item, int depth)
    {
        writer.WriteStartObject(item.Tag.Value.ToString("X8", CultureInfo.InvariantCulture));
        writer.WriteString("vr", item.ValueRepresentation.Code);
        switch (item)
        {
            case DicomSequence sequence:
                WriteSequence(sequence, depth);
                break;
            case DicomBytesElement bytes:
                WriteBytes(bytes);
                break;
            case DicomCodeString when item.Tag == DicomTag.SpecificCharacterSet:
                // JSON is UTF-8, whatever the file was in. With another VR it is a private matter of whoever wrote it.
                writer.WriteStartArray("Value");
                writer.WriteStringValue(DicomEncoding.Utf8Term);
                writer.WriteEndArray();
                break;
            case DicomElement { Count: > 0 } element:
                writer.WriteStartArray("Value");
                WriteValues(element);
                writer.WriteEndArray();
                break;
            case DicomFragmentSequence:
                WriteReference(item, "encapsulated pixel data");
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteSequence(DicomSequence sequence, int depth)
    {
        if (depth >= options.Limits.MaximumDepth)
        {
            throw new DicomDataException(
                $"sequences nest deeper than {nameof(DicomJsonLimits.MaximumDepth)} = {options.Limits.MaximumDepth}", sequence.Tag);
        }

        if (sequence.Items.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("Value");
        for (var index = 0; index < sequence.Items.Count; index++)
        {
            _path.SetItem(index);
            WriteDataset(sequence.Items[index], depth + 1);
        }

        writer.WriteEndArray();
    }

    private void WriteBytes(DicomBytesElement element)
    {
        var length = element.Source.Length;
        if (length > options.MaximumInlineBytes || (element.Tag == DicomTag.PixelData && options.BulkDataUri is not null))
        {
            WriteReference(element, $"a value longer than {nameof(options.MaximumInlineBytes)} = {options.MaximumInlineBytes}");
        }
        else if (length > 0)
        {
            writer.WriteBase64String("InlineBinary", element.ToArray());
        }
    }

    private void WriteReference(DicomItem item, string what)
    {
        var uri = options.BulkDataUri ?? throw new DicomDataException(
            $"{what} is not inline in DICOM JSON: give {nameof(DicomJsonWriterOptions)}.{nameof(options.BulkDataUri)}", item.Tag);
        writer.WriteString("BulkDataURI", uri(_path.ToString(), item));
    }

    private void WriteValues(DicomElement element)
    {
        switch (element)
        {
            case DicomStringElement text:
                WriteTexts(text);
                break;
            case DicomAttributeTag tags:
                Each(tags.Span, tag => writer.WriteStringValue(tag.Value.ToString("X8", CultureInfo.InvariantCulture)));
                break;
            case DicomFloatingPointDouble numbers:
                Each(numbers.Span, WriteDouble);
                break;
            case DicomFloatingPointSingle numbers:
                Each(numbers.Span, WriteSingle);
                break;
            case DicomSignedLong numbers:
                Each(numbers.Span, writer.WriteNumberValue);
                break;
            case DicomSignedShort numbers:
                Each(numbers.Span, number => writer.WriteNumberValue(number));
                break;
            case DicomSignedVeryLong numbers:
                Each(numbers.Span, WriteSigned);
                break;
            case DicomUnsignedLong numbers:
                Each(numbers.Span, writer.WriteNumberValue);
                break;
            case DicomUnsignedShort numbers:
                Each(numbers.Span, number => writer.WriteNumberValue(number));
                break;
            case DicomUnsignedVeryLong numbers:
                Each(numbers.Span, WriteUnsigned);
                break;
            default:
                throw new DicomDataException("no JSON for this kind of element", element.Tag);
        }
    }

    private void WriteTexts(DicomStringElement element)
    {
        var vr = element.ValueRepresentation;
        foreach (var value in element.Values)
        {
            if (value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !DicomCharacterSet.Utf8.TryEncode(value, DicomVR.UT, out _))
            {
                throw new DicomDataException("a value has half of a character: it is no text of Unicode", element.Tag);
            }

            if (string.IsNullOrEmpty(value))
            {
                writer.WriteNullValue();
            }
            else if (vr == DicomVR.PN)
            {
                PersonNameGroups.Write(writer, value);
            }
            else if ((vr == DicomVR.DS || vr == DicomVR.IS) && NumberText.IsPlainNumber(vr, value))
            {
                writer.WriteRawValue(value, skipInputValidation: true);
            }
            else
            {
                writer.WriteStringValue(value);
            }
        }
    }

    private void WriteDouble(double number)
    {
        if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void WriteSingle(float number)
    {
        if (float.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    // PS3.18 F.2.3.1: beyond the precision of a double, as text.
    private void WriteSigned(long number)
    {
        if (number is >= -MaximumExactInteger and <= MaximumExactInteger)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void WriteUnsigned(ulong number)
    {
        if (number <= MaximumExactInteger)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Each<T>(ReadOnlySpan<T> values, Action<T> write)
    {
        foreach (var value in values)
        {
            write(value);
        }
    }
}
