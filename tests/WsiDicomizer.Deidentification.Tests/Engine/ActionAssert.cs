using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Engine;

/// <summary>Says whether an action was carried out on an attribute of marked data.</summary>
internal static class ActionAssert
{
    public static void Done(DeidentificationAction action, AttributeType? type, DicomTag tag, DicomDataset before, DicomDataset after)
    {
        var name = $"{tag} {DicomDictionary.Default.GetKeyword(tag)}: {action}";
        var original = before.GetDicomItem<DicomItem>(tag);
        if (action == DeidentificationAction.X)
        {
            Assert.False(after.Contains(tag), name);
            return;
        }

        Assert.True(after.Contains(tag), name);
        var item = after.GetDicomItem<DicomItem>(tag);
        Assert.True(item.ValueRepresentation == original.ValueRepresentation, name);
        var isEmpty = item is DicomSequence { Items.Count: 0 } or DicomElement { Count: 0 };
        switch (action)
        {
            case DeidentificationAction.Z:
                Assert.True(isEmpty || type is AttributeType.Type1 or AttributeType.Type1C, name);
                break;
            case DeidentificationAction.K when original is DicomElement:
                Assert.Same(original, item);
                return;
            case DeidentificationAction.K or DeidentificationAction.C or DeidentificationAction.U when original is DicomSequence items:
                Assert.Equal(items.Items.Count, ((DicomSequence)item).Items.Count);
                return;
            default:
                Assert.False(isEmpty, name);
                break;
        }

        var texts = item is DicomSequence sequence
            ? sequence.Items.SelectMany(nested => MarkedData.Dump(nested)).Select(line => line.Text)
            : MarkedData.Dump([item]).Select(line => line.Text);
        Assert.DoesNotContain(texts, MarkedData.IsMarked);
    }

    /// <summary>What PS3.5 6.2 lets a value of a VR look like.</summary>
    public static string Syntax(DicomVR vr) => vr.Code switch
    {
        "DA" => @"\A[0-9]{8}\z",
        "TM" => @"\A[0-9]{6}(\.[0-9]{1,6})?\z",
        "DT" => @"\A[0-9]{14}\z",
        "AS" => @"\A[0-9]{3}[DWMY]\z",
        "CS" => @"\A[A-Z0-9 _]{1,16}\z",
        "DS" => @"\A[0-9+Ee.-]{1,16}\z",
        "IS" => @"\A[0-9+-]{1,12}\z",
        "UI" => @"\A(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+\z",
        "UR" => @"\A[a-z]+:[^ \\]+\z",
        "AE" or "SH" => @"\A[ -\[\]-~]{1,16}\z",
        "LO" or "PN" => @"\A[ -\[\]-~]{1,64}\z",
        _ => @"\A[ -~]+\z",
    };
}
