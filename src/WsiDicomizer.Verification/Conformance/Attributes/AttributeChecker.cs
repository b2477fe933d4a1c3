using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;
using WsiDicomizer.Verification.Conformance.Rules;

namespace WsiDicomizer.Verification.Conformance.Attributes;

/// <summary>Holds a data set's attributes to the types, conditions and values of their modules and macros.</summary>
/// <param name="instance">The instance.</param>
/// <param name="report">Takes what is wrong; each rule of <see cref="AttributeRules"/> in turn.</param>
internal sealed class AttributeChecker(Instance instance, RuleReport report)
{
    /// <summary>Checks the data set against the modules that apply.</summary>
    public void CheckModules()
    {
        var strictest = new SortedDictionary<DicomTag, AttributeDefinition>();
        foreach (var module in WsmDefinition.Default.Modules.Where(Applies))
        {
            foreach (var attribute in module.Attributes)
            {
                var isKnown = strictest.TryGetValue(attribute.Tag, out var known);
                strictest[attribute.Tag] = isKnown ? Merge(known!, attribute) : attribute;
            }
        }

        foreach (var attribute in strictest.Values)
        {
            Check(instance.Dataset, attribute, string.Empty);
        }
    }

    /// <summary>Checks the functional groups that are present.</summary>
    public void CheckFunctionalGroups()
    {
        if (instance.Shared is { } shared)
        {
            CheckGroups(shared, "SharedFunctionalGroupsSequence[1].");
        }

        for (var frame = 0; frame < instance.PerFrame.Count; frame++)
        {
            CheckGroups(instance.PerFrame[frame], frame);
        }
    }

    private void CheckGroups(DicomDataset groups, int frameIndex)
    {
        // The path of every one of 180,000 frames would cost more than the check: it is made where something is wrong.
        var probe = new FindingCollector(instance.Limits);
        new AttributeChecker(instance, new RuleReport(probe, instance.File, AttributeRules.Type1))
            .CheckGroups(groups, string.Empty);
        if (probe.Findings.Count > 0)
        {
            CheckGroups(groups, string.Create(
                CultureInfo.InvariantCulture, $"PerFrameFunctionalGroupsSequence[{frameIndex + 1}]."));
        }
    }

    private void CheckGroups(DicomDataset groups, string path)
    {
        foreach (var group in WsmDefinition.Default.FunctionalGroups)
        {
            // Whether a macro has to be here is the business of the functional group rules.
            var sequence = group.Attributes[0];
            if (groups.HasValue(sequence.Tag))
            {
                Check(groups, sequence, path);
            }
        }
    }

    private bool Applies(ModuleDefinition module) => module.Name switch
    {
        "Frame of Reference" => instance.Flavour is "VOLUME" or "THUMBNAIL" || IsPresent(module),
        "Slide Label" => instance.Flavour == "LABEL" || IsPresent(module),
        _ => module.Usage == 'M' || IsPresent(module),
    };

    private bool IsPresent(ModuleDefinition module) =>
        module.Attributes.Any(attribute => instance.Dataset.Contains(attribute.Tag)
            && !WsmDefinition.Default.Modules.Any(other => other.Usage == 'M'
                && other.Attributes.Any(shared => shared.Tag == attribute.Tag)));

    private static AttributeDefinition Merge(AttributeDefinition first, AttributeDefinition second)
    {
        var (strict, loose) = first.Type <= second.Type ? (first, second) : (second, first);
        return strict with
        {
            IsNotZero = strict.IsNotZero || loose.IsNotZero,
            Values = strict.Values.Count > 0 ? strict.Values : loose.Values,
            IsEnumerated = strict.Values.Count > 0 ? strict.IsEnumerated : loose.IsEnumerated,
            Items = strict.Items.Count > 0 ? strict.Items : loose.Items,
        };
    }

    private void Check(DicomDataset dataset, AttributeDefinition attribute, string path)
    {
        var isPresent = dataset.TryGetDicomItem<DicomItem>(attribute.Tag, out var item);
        var hasValue = isPresent && DatasetValues.HasValue(item!);
        CheckPresence(dataset, attribute, path, isPresent, hasValue);
        if (!hasValue)
        {
            return;
        }

        if (item is DicomSequence sequence)
        {
            CheckItems(sequence, attribute, path);
        }
        else if (item is DicomElement element)
        {
            CheckValues(element, attribute, path);
        }
    }

    private void CheckPresence(
        DicomDataset dataset, AttributeDefinition attribute, string path, bool isPresent, bool hasValue)
    {
        switch (attribute.Type)
        {
            case AttributeType.Type1 when !hasValue:
                Add(AttributeRules.Type1, attribute, path, isPresent ? "it is empty" : "it is missing");
                break;
            case AttributeType.Type2 when !isPresent:
                Add(AttributeRules.Type2, attribute, path, "it is missing");
                break;
            case AttributeType.Type1C or AttributeType.Type2C:
                CheckCondition(dataset, attribute, path, isPresent, hasValue);
                break;
            default:
                break;
        }
    }

    private void CheckCondition(
        DicomDataset dataset, AttributeDefinition attribute, string path, bool isPresent, bool hasValue)
    {
        var isSatisfied = attribute.Type == AttributeType.Type1C ? hasValue : isPresent;
        if (isPresent && !isSatisfied)
        {
            Add(AttributeRules.Conditional, attribute, path, "type 1C is present and empty");
        }
        else if (attribute.Condition is { } condition)
        {
            var isRequired = condition.IsRequired(instance, dataset);
            if (isRequired && !isSatisfied)
            {
                Add(AttributeRules.Conditional, attribute, path, $"it is missing and {condition.Description}");
            }
            else if (!isRequired && isPresent && !condition.MayBePresentOtherwise)
            {
                Add(AttributeRules.Unwanted, attribute, path, $"it is present, for which this would have to hold: {condition.Description}");
            }
        }
    }

    private void CheckItems(DicomSequence sequence, AttributeDefinition attribute, string path)
    {
        if (attribute.HasSingleItem && sequence.Items.Count > 1)
        {
            Add(AttributeRules.SingleItem, attribute, path, "there are several items");
        }

        if (attribute.Items.Count == 0)
        {
            return;
        }

        for (var index = 0; index < sequence.Items.Count; index++)
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}{attribute.Keyword}[{index + 1}].");
            foreach (var nested in attribute.Items)
            {
                Check(sequence.Items[index], nested, itemPath);
            }
        }
    }

    private void CheckValues(DicomElement element, AttributeDefinition attribute, string path)
    {
        for (var index = 0; index < element.Count; index++)
        {
            if (attribute.IsNotZero && ToNumber(element, index) == 0)
            {
                Add(AttributeRules.NotZero, attribute, path, "the value is 0");
            }

            if (attribute.Values.Count > 0 && !IsOneOf(element, index, attribute.Values))
            {
                Add(
                    attribute.IsEnumerated ? AttributeRules.Enumerated : AttributeRules.DefinedTerm,
                    attribute,
                    path,
                    $"expected one of {string.Join(", ", attribute.Values)}");
            }
        }
    }

    private static bool IsOneOf(DicomElement element, int index, IReadOnlyList<string> values)
    {
        if (element is DicomStringElement text && text.ValueRepresentation != DicomVR.DS && text.ValueRepresentation != DicomVR.IS)
        {
            return values.Contains(text.Values[index], StringComparer.Ordinal);
        }

        return ToNumber(element, index) is { } number
            && values.Any(value => double.TryParse(value, CultureInfo.InvariantCulture, out var expected) && expected == number);
    }

    private static double? ToNumber(DicomElement element, int index)
    {
        try
        {
            return element is DicomBytesElement ? null : element.Get<double>(index);
        }
        catch (DicomDataException)
        {
            return null;
        }
    }

    private void Add(ConformanceRule rule, AttributeDefinition attribute, string path, string detail) =>
        report.For(rule).Add(attribute.Clause, path + attribute.Keyword, detail);
}
