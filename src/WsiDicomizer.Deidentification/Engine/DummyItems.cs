using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Items that stand in sequences which may not be empty: valid where the standard says what an item needs.</summary>
/// <param name="pseudonymizer">For UIDs in them.</param>
internal sealed class DummyItems(Pseudonymizer pseudonymizer)
{
    private const string ModalityPerformedProcedureStep = "1.2.840.10008.3.1.2.3.3";

    /// <summary>Makes a sequence of one item without any original value.</summary>
    /// <param name="tag">The sequence.</param>
    /// <param name="original">The original, whose structure serves where the standard's is not known here.</param>
    public DicomSequence Create(DicomTag tag, DicomSequence? original) => new(tag, ItemOf(tag, original));

    private DicomDataset ItemOf(DicomTag tag, DicomSequence? original)
    {
        if (tag == DicomTag.ContentSequence)
        {
            return TextContent();
        }

        if (tag == DicomTag.ReferencedPerformedProcedureStepSequence)
        {
            return Reference(tag);
        }

        if (tag == DicomTag.OperatorIdentificationSequence)
        {
            return Person();
        }

        if (tag == DicomTag.VerifyingObserverSequence)
        {
            return Verifier();
        }

        if (tag == DicomTag.GraphicAnnotationSequence)
        {
            return Point();
        }

        if (tag == DicomTag.WaveformAnnotationSequence)
        {
            return new DicomDataset
            {
                new DicomUnsignedShort(DicomTag.ReferencedWaveformChannels, 1, 0),
                new DicomShortText(DicomTag.UnformattedTextValue, DummyValues.Text),
            };
        }

        return tag == DicomTag.InstitutionCodeSequence
            || tag == DicomTag.PersonIdentificationCodeSequence
            || original is not { Items.Count: > 0 }
            ? UnknownCode()
            : Likeness(original.Items[0], depth: 0);
    }

    // (261665006, SCT, "Unknown"): a code of the standard's own scheme that says nothing.
    private static DicomDataset UnknownCode() => new()
    {
        new DicomShortString(DicomTag.CodeValue, "261665006"),
        new DicomShortString(DicomTag.CodingSchemeDesignator, "SCT"),
        new DicomLongString(DicomTag.CodeMeaning, "Unknown"),
    };

    // (121106, DCM, "Comment"): a content item that any document may hold.
    private static DicomDataset TextContent() => new()
    {
        new DicomCodeString(DicomTag.RelationshipType, "CONTAINS"),
        new DicomCodeString(DicomTag.ValueType, "TEXT"),
        new DicomSequence(DicomTag.ConceptNameCodeSequence, new DicomDataset
        {
            new DicomShortString(DicomTag.CodeValue, "121106"),
            new DicomShortString(DicomTag.CodingSchemeDesignator, "DCM"),
            new DicomLongString(DicomTag.CodeMeaning, "Comment"),
        }),
        new DicomUnlimitedText(DicomTag.TextValue, DummyValues.Text),
    };

    private DicomDataset Reference(DicomTag tag) => new()
    {
        new DicomUniqueIdentifier(DicomTag.ReferencedSOPClassUID, ModalityPerformedProcedureStep),
        new DicomUniqueIdentifier(DicomTag.ReferencedSOPInstanceUID, DummyValues.Uid(pseudonymizer, tag)),
    };

    private static DicomDataset Person() => new()
    {
        new DicomSequence(DicomTag.PersonIdentificationCodeSequence, UnknownCode()),
        new DicomLongString(DicomTag.InstitutionName, DummyValues.Text),
    };

    private static DicomDataset Verifier() => new()
    {
        DummyValues.Create(DicomTag.VerificationDateTime, DicomVR.DT, string.Empty),
        new DicomLongString(DicomTag.VerifyingOrganization, DummyValues.Text),
        new DicomPersonName(DicomTag.VerifyingObserverName, DummyValues.Text),
        new DicomSequence(DicomTag.VerifyingObserverIdentificationCodeSequence),
    };

    private static DicomDataset Point() => new()
    {
        new DicomCodeString(DicomTag.GraphicLayer, DummyValues.Text),
        new DicomSequence(DicomTag.GraphicObjectSequence, new DicomDataset
        {
            new DicomCodeString(DicomTag.GraphicAnnotationUnits, "PIXEL"),
            new DicomUnsignedShort(DicomTag.GraphicDimensions, 2),
            new DicomUnsignedShort(DicomTag.NumberOfGraphicPoints, 1),
            new DicomFloatingPointSingle(DicomTag.GraphicData, 0, 0),
            new DicomCodeString(DicomTag.GraphicType, "POINT"),
        }),
    };

    // Every attribute of the standard with a dummy in place of its value, sequences with one item.
    private DicomDataset Likeness(DicomDataset original, int depth)
    {
        const int MaximumDepth = 8;
        var item = new DicomDataset();
        foreach (var entry in original.Where(entry => !entry.Tag.IsPrivate && entry is DicomElement or DicomSequence))
        {
            if (entry is not DicomSequence sequence)
            {
                item.Add(DummyValues.Create(entry.Tag, entry.ValueRepresentation, DummyValues.Uid(pseudonymizer, entry.Tag)));
            }
            else if (sequence.Items.Count > 0 && depth < MaximumDepth)
            {
                item.Add(new DicomSequence(entry.Tag, Likeness(sequence.Items[0], depth + 1)));
            }
        }

        return item;
    }
}
