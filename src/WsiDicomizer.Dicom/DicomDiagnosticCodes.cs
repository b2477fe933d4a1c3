namespace WsiDicomizer.Dicom;

/// <summary>The codes of faults that reading tolerates. Codes are never used again for something else.</summary>
public static class DicomDiagnosticCodes
{
    /// <summary>There are more faults than <see cref="IO.DicomReaderLimits.MaximumDiagnostics"/>; the rest is not listed.</summary>
    public const string MoreFaults = "DCM1000";

    /// <summary>The preamble, or preamble and prefix, are missing (PS3.10 7.1).</summary>
    public const string NoPreamble = "DCM1001";

    /// <summary>There is no file meta information: a data set alone, whose encoding is told from its first element.</summary>
    public const string NoFileMetaInformation = "DCM1002";

    /// <summary>FileMetaInformationGroupLength is missing; group 0002 ends where another begins.</summary>
    public const string NoMetaGroupLength = "DCM1003";

    /// <summary>FileMetaInformationGroupLength is wrong; group 0002 ends where another begins.</summary>
    public const string WrongMetaGroupLength = "DCM1004";

    /// <summary>The file meta information has no TransferSyntaxUID; the encoding is told from the first element.</summary>
    public const string NoTransferSyntax = "DCM1005";

    /// <summary>The transfer syntax is not known: read as explicit VR little endian, pixel data as it stands.</summary>
    public const string UnknownTransferSyntax = "DCM1006";

    /// <summary>The file meta information lacks SOP class or instance; they are the data set's.</summary>
    public const string NoMediaStorageUid = "DCM1007";

    /// <summary>The data set, or an item, is encoded with (or without) VRs, or in another byte order, against its syntax.</summary>
    public const string OtherEncoding = "DCM1008";

    /// <summary>SOP class or instance in the file meta information are not those of the data set.</summary>
    public const string MediaStorageUidDiffers = "DCM1009";

    /// <summary>Zero bytes, too few or too empty for an element, follow the last element.</summary>
    public const string TrailingZeros = "DCM1102";

    /// <summary>A value has an odd length (PS3.5 7.1.1).</summary>
    public const string OddLength = "DCM1104";

    /// <summary>An element comes after one with a higher tag; it was put in order.</summary>
    public const string OutOfOrder = "DCM1105";

    /// <summary>An attribute is there twice with equal values; once in the data set.</summary>
    public const string Duplicate = "DCM1106";

    /// <summary>The VR is none of PS3.5 6.2; the attribute's own VR or UN was used.</summary>
    public const string UnknownVR = "DCM1107";

    /// <summary>A delimiter has a length, which is 0 (PS3.5 7.5); the length was ignored.</summary>
    public const string DelimiterLength = "DCM1109";

    /// <summary>A sequence or an item of undefined length is ended by the end of what encloses it, without a delimiter.</summary>
    public const string NoDelimiter = "DCM1110";

    /// <summary>A delimiter stands where nothing of undefined length ends; it was passed over.</summary>
    public const string StrayDelimiter = "DCM1111";

    /// <summary>An item is longer than its sequence; the sequence's length counts, and the elements fit it.</summary>
    public const string ItemTooLong = "DCM1112";

    /// <summary>The file ends inside a value or before a delimiter: what is complete was kept, the rest is lost.</summary>
    public const string Truncated = "DCM1113";

    /// <summary>A sequence that was written as UN cannot be read as items; it stays bytes.</summary>
    public const string UnreadableSequenceInUN = "DCM1114";

    /// <summary>Text has bytes that its character set does not have (PS3.5 6.1); what cannot be read is U+FFFD.</summary>
    public const string MalformedText = "DCM1115";

    /// <summary>SpecificCharacterSet is not as PS3.3 C.12.1.1.2 wants it, and was understood all the same.</summary>
    public const string IrregularCharacterSet = "DCM1116";

    /// <summary>The offset table points to where no fragment is; the fragments were found one by one.</summary>
    public const string WrongOffsetTable = "DCM1201";

    /// <summary>Frames of several fragments without an offset table, told apart by the starts of their codestreams.</summary>
    public const string FramesByCodestream = "DCM1202";

    /// <summary>Pixel data is encapsulated though the transfer syntax says native, or the other way round.</summary>
    public const string PixelDataAgainstSyntax = "DCM1203";
}
