using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WsiDicomizer.Dicom.Json;

/// <summary>Collects the values of one attribute of text or numbers.</summary>
internal sealed class JsonValues(DicomJsonLimits limits, DicomVR vr)
{
    private readonly List<string> _texts = [];
    private readonly List<DicomTag> _tags = [];
    private readonly List<double> _floats = [];
    private readonly List<Int128> _integers = [];
    private int _count;

    /// <summary>Adds a text that is read already.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? TryAdd(string text)
    {
        _texts.Add(text);
        return Count();
    }

    /// <summary>Adds the value that a reader stands at.</summary>
    /// <returns>What is wrong, or null.</returns>
    /// <exception cref="InvalidOperationException">A string is no text of Unicode.</exception>
    public string? TryAdd(in Utf8JsonReader reader)
    {
        return Count() ?? (vr.Kind == DicomVRKind.Text ? AddText(in reader) : AddNumber(in reader));
    }

    /// <summary>The attribute with the values.</summary>
    public DicomElement ToElement(DicomTag tag) => vr.Code switch
    {
        "AT" => new DicomAttributeTag(tag, [.. _tags]),
        "FD" => new DicomFloatingPointDouble(tag, [.. _floats]),
        "FL" => new DicomFloatingPointSingle(tag, [.. _floats.Select(value => (float)value)]),
        "SL" => new DicomSignedLong(tag, [.. _integers.Select(value => (int)value)]),
        "SS" => new DicomSignedShort(tag, [.. _integers.Select(value => (short)value)]),
        "SV" => new DicomSignedVeryLong(tag, [.. _integers.Select(value => (long)value)]),
        "UL" => new DicomUnsignedLong(tag, [.. _integers.Select(value => (uint)value)]),
        "US" => new DicomUnsignedShort(tag, [.. _integers.Select(value => (ushort)value)]),
        "UV" => new DicomUnsignedVeryLong(tag, [.. _integers.Select(value => (ulong)value)]),
        _ => DicomItemFactory.CreateText(tag, vr, [.. _texts]),
    };

    private string? Count() => ++_count > limits.MaximumValues
        ? $"more values than {nameof(DicomJsonLimits.MaximumValues)} = {limits.MaximumValues}"
        : null;

    private string? AddText(in Utf8JsonReader reader)
    {
        string? text;
        if (reader.TokenType == JsonTokenType.Null)
        {
            text = string.Empty;
        }
        else if (reader.TokenType == JsonTokenType.Number && (vr == DicomVR.DS || vr == DicomVR.IS))
        {
            text = NumberText.OfNumber(vr, Encoding.ASCII.GetString(reader.ValueSpan));
        }
        else
        {
            text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }

        if (text is null)
        {
            return $"expected a value of VR {vr} or null";
        }

        _texts.Add(text);
        return vr.IsMultiValued || _count == 1 ? null : $"VR {vr} has one value at most";
    }

    private string? AddNumber(in Utf8JsonReader reader)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
            JsonTokenType.String => reader.GetString()!,
            _ => string.Empty,
        };
        var isAdded = vr.Code switch
        {
            "AT" => reader.TokenType == JsonTokenType.String && AddTag(text),
            "FD" or "FL" => AddFloat(text, reader.TokenType == JsonTokenType.String),
            "SV" or "UV" => AddInteger(text),
            _ => reader.TokenType == JsonTokenType.Number && AddInteger(text),
        };
        return isAdded ? null : $"expected a value of VR {vr}";
    }

    private bool AddTag(string text)
    {
        var isTag = text.Length == 8
            && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
        if (isTag)
        {
            _tags.Add(DicomTag.FromValue(uint.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
        }

        return isTag;
    }

    // PS3.18 has no words for them; these are the ones that programs use.
    private bool AddFloat(string text, bool isString)
    {
        double? value = (isString, text) switch
        {
            (true, "NaN") => double.NaN,
            (true, "Infinity" or "inf") => double.PositiveInfinity,
            (true, "-Infinity" or "-inf") => double.NegativeInfinity,
            (false, _) when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(vr == DicomVR.FL ? (float)number : number) => number,
            _ => null,
        };
        _floats.Add(value ?? 0);
        return value is not null;
    }

    private bool AddInteger(string text)
    {
        var (minimum, maximum) = vr.Code switch
        {
            "SL" => ((Int128)int.MinValue, (Int128)int.MaxValue),
            "SS" => (short.MinValue, short.MaxValue),
            "SV" => (long.MinValue, long.MaxValue),
            "UL" => (0, uint.MaxValue),
            "US" => (0, ushort.MaxValue),
            _ => (0, (Int128)ulong.MaxValue),
        };
        var isInteger = Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= minimum && value <= maximum;
        _integers.Add(value);
        return isInteger;
    }
}
