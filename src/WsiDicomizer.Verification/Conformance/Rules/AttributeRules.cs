using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Attributes;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI11xx: types, conditions, values, multiplicity and form of attributes.</summary>
/// <remarks>Where a module or macro demands something, the finding's clause is that of the module or macro.</remarks>
internal static class AttributeRules
{
    private const string Types = "PS3.5 7.4";
    private const string Values = "PS3.5 6.2";

    /// <summary>Told by <see cref="AttributeChecker"/>.</summary>
    public static readonly ConformanceRule Type1 =
        ConformanceRule.Error("WSI1101", Types, "A type 1 attribute has a value");

    /// <summary>Told by <see cref="AttributeChecker"/>.</summary>
    public static readonly ConformanceRule Type2 =
        ConformanceRule.Error("WSI1102", Types, "A type 2 attribute is present");

    /// <summary>Told by <see cref="AttributeChecker"/>.</summary>
    public static readonly ConformanceRule Conditional =
        ConformanceRule.Error("WSI1103", Types, "A conditional attribute is present where its condition holds");

    /// <summary>Told by <see cref="AttributeChecker"/>.</summary>
    public static readonly ConformanceRule Unwanted = ConformanceRule.Error(
        "WSI1104", Types, "A conditional attribute is absent where its condition does not hold and it may not be present otherwise");

    /// <summary>Told by <see cref="AttributeChecker"/>.</summary>
    public static readonly ConformanceRule SingleItem =
        ConformanceRule.Error("WSI1105", "PS3.5 7.5", "A sequence for a single item has one");

    /// <summary>Told by <see cref="AttributeChecker"/>.</summary>
    public static readonly ConformanceRule Enumerated =
        ConformanceRule.Error("WSI1106", "PS3.5 3.10", "A value is one of the Enumerated Values");

    /// <summary>Told by <see cref="AttributeChecker"/>.</summary>
    public static readonly ConformanceRule DefinedTerm =
        ConformanceRule.Warning("WSI1107", "PS3.5 3.10", "A value is one of the Defined Terms");

    /// <summary>Told by <see cref="AttributeChecker"/>.</summary>
    public static readonly ConformanceRule NotZero =
        ConformanceRule.Error("WSI1108", "PS3.3 C.8.12", "A size, distance or number is not 0");

    private static readonly ConformanceRule Multiplicity =
        ConformanceRule.Error("WSI1109", "PS3.5 6.4", "An attribute has as many values as its VM allows");

    private static readonly ConformanceRule Form =
        ConformanceRule.Error("WSI1110", Values, "A value has the length, characters and form of its VR");

    private static readonly ConformanceRule Representation =
        ConformanceRule.Error("WSI1111", "PS3.6 6", "An attribute has the VR of the data dictionary");

    private static readonly ConformanceRule PrivateBlock =
        ConformanceRule.Error("WSI1112", "PS3.5 7.8.1", "A private element has a private creator in its data set");

    private static readonly ConformanceRule Unknown =
        ConformanceRule.Warning("WSI1113", "PS3.6 6", "An element of an even group is in the data dictionary");

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Attributes")
    {
        Told = [Type2, Conditional, Unwanted, SingleItem, Enumerated, DefinedTerm, NotZero, Form, Representation, PrivateBlock, Unknown],
        Instances =
        [
            new(Type1, CheckDefinitions),
            new(Multiplicity, static (instance, report) => CheckItems(instance.Dataset, string.Empty, report), ForAnyClass: true),
        ],
    };

    private static void CheckDefinitions(Instance instance, RuleReport report)
    {
        var checker = new AttributeChecker(instance, report);
        checker.CheckModules();
        checker.CheckFunctionalGroups();
    }

    private static void CheckItems(DicomDataset dataset, string path, RuleReport report)
    {
        foreach (var item in dataset)
        {
            CheckItem(dataset, item, path, report);
            if (item is DicomSequence sequence)
            {
                for (var index = 0; index < sequence.Items.Count; index++)
                {
                    var nested = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{path}{DicomDictionary.Default.GetKeyword(item.Tag)}[{index + 1}].");
                    CheckItems(sequence.Items[index], nested, report);
                }
            }
        }
    }

    private static void CheckItem(DicomDataset dataset, DicomItem item, string path, RuleReport report)
    {
        var tag = item.Tag;
        if (tag.IsPrivate)
        {
            CheckPrivate(dataset, tag, path, report);
        }
        else if (!DicomDictionary.Default.TryGetEntry(tag, out var entry))
        {
            if (!tag.IsGroupLength)
            {
                report.For(Unknown).Add($"{path}{tag}");
            }
        }
        else
        {
            CheckRepresentation(item, entry, path + entry.Keyword, report);
        }

        if (item is DicomStringElement text)
        {
            CheckForm(text, path, report);
        }
    }

    private static void CheckPrivate(DicomDataset dataset, DicomTag tag, string path, RuleReport report)
    {
        // (gggg,0010-00FF) reserve (gggg,1000-FFFF) by their low byte; below 1000 there is nothing else.
        var creator = new DicomTag(tag.Group, (ushort)(tag.Element >> 8));
        if (!tag.IsPrivateCreator && (creator.Element < 0x10 || !dataset.HasValue(creator)))
        {
            report.For(PrivateBlock).Add($"{path}{tag}");
        }
    }

    private static void CheckRepresentation(DicomItem item, DicomDictionaryEntry entry, string place, RuleReport report)
    {
        var vr = item.ValueRepresentation;

        // UN is what an implicit file's unknown becomes on its way (PS3.5 6.2.2): no fault of the value.
        if (entry.ValueRepresentations.Count > 0 && vr != DicomVR.UN && !entry.ValueRepresentations.Contains(vr))
        {
            report.For(Representation).Add(
                place, $"VR {vr} where the dictionary has {string.Join(" or ", entry.ValueRepresentations)}");
            return;
        }

        var vm = entry.ValueMultiplicity;
        if (item is DicomElement { Count: > 0 } element and not DicomBytesElement
            && (element.Count < vm.Minimum || element.Count > vm.Maximum
                || (vm.Multiple > 1 && element.Count % vm.Multiple != 0)))
        {
            report.Add(place, string.Create(
                CultureInfo.InvariantCulture, $"{element.Count} values, at least {vm.Minimum} and at most {vm.Maximum} were expected"));
        }
    }

    private static void CheckForm(DicomStringElement text, string path, RuleReport report)
    {
        foreach (var value in text.Values)
        {
            if (ValueForms.FindFault(text.ValueRepresentation, value) is { } fault)
            {
                report.For(Form).Add($"{path}{DicomDictionary.Default.GetKeyword(text.Tag)}", fault);
                return;
            }
        }
    }
}
