using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Lets only those texts stay that the profile allows, whatever the rules say.</summary>
/// <param name="policy">The profile's <c>texts</c>.</param>
/// <param name="pseudonymizer">Makes what stands in the place of codes.</param>
/// <param name="types">The Types of the instance's IOD; null where it is not known.</param>
/// <remarks>A coded entry stays with its meaning, and goes with it: a code of a scheme that nobody checks may be anything.</remarks>
internal sealed class AllowedTexts(TextPolicy policy, Pseudonymizer pseudonymizer, AttributeTypes? types)
{
    /// <summary>The reason in the report.</summary>
    public const string Reason = "profile: texts, not among those allowed";

    private const int NameLength = 10;

    // Designators of local schemes begin with 99 (PS3.3 8.2).
    private const string RemovedScheme = "99REMOVED";

    // What other attributes of the instance refer to by its text.
    private static readonly DicomTag[] Names = [DicomTag.OpticalPathIdentifier, DicomTag.StackID];

    /// <summary>What stands in the place of a text that stays otherwise.</summary>
    /// <param name="item">The attribute after its rule, which keeps or cleans it.</param>
    /// <param name="source">The data set around it, as it was.</param>
    /// <returns>Null where it may stay.</returns>
    public DicomItem? Replace(DicomItem item, DicomDataset source)
    {
        if (item is not DicomStringElement { Count: > 0 } text || !IsText(text.ValueRepresentation))
        {
            return null;
        }

        if (CodedEntry.IsCoded(source) && (CodedEntry.IsCodeOrMeaning(item.Tag) || item.Tag == DicomTag.CodingSchemeDesignator))
        {
            return AllowsCode(source) ? null : RemovedCode(text);
        }

        return text.Values.All(value => policy.Allows(value) || value == DummyValues.Text) ? null : Removed(text);
    }

    private static bool IsText(DicomVR vr) =>
        vr.Code is "LO" or "SH" or "ST" or "LT" or "UT" or "UC" or "PN" or "AE" or "UR";

    private bool AllowsCode(DicomDataset source) =>
        Allows(source, DicomTag.CodeMeaning) && Allows(source, DicomTag.CodingSchemeDesignator);

    private bool Allows(DicomDataset source, DicomTag tag) =>
        source.TryGetDicomItem<DicomStringElement>(tag, out var element) && element.Count > 0 && element.Values.All(policy.Allows);

    private DicomStringElement RemovedCode(DicomStringElement text)
    {
        if (text.Tag == DicomTag.CodingSchemeDesignator)
        {
            return Text(text, _ => RemovedScheme);
        }

        return CodedEntry.IsCode(text.Tag) && text.ValueRepresentation != DicomVR.UR
            ? Text(text, value => pseudonymizer.CreateCode("CodeValue", value, CodedEntry.ReplacementLength(text.Tag)))
            : Dummy(text);
    }

    private DicomItem Removed(DicomStringElement text)
    {
        if (Names.Contains(text.Tag))
        {
            return Text(text, value => policy.Allows(value)
                ? value
                : pseudonymizer.CreateCode(DicomDictionary.Default.GetKeyword(text.Tag), value, NameLength));
        }

        // Where the IOD is not known a dummy fits every Type.
        return types?.Strongest(text.Tag) is AttributeType.Type2 or AttributeType.Type2C or AttributeType.Type3
            ? DicomItemFactory.Create<string>(text.Tag, text.ValueRepresentation)
            : Dummy(text);
    }

    private static DicomStringElement Dummy(DicomStringElement text) =>
        (DicomStringElement)DummyValues.Create(text.Tag, text.ValueRepresentation, string.Empty);

    private static DicomStringElement Text(DicomStringElement text, Func<string, string> replace) =>
        DicomItemFactory.CreateText(text.Tag, text.ValueRepresentation, [.. text.Values.Select(replace)]);
}
