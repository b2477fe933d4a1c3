namespace WsiDicomizer.Deidentification.Tables;

/// <summary>How strongly an IOD demands an attribute (PS3.5 7.4), the strongest first.</summary>
public enum AttributeType
{
    /// <summary>Type 1: present, with a value.</summary>
    Type1,

    /// <summary>Type 1C: with a value where its condition holds.</summary>
    Type1C,

    /// <summary>Type 2: present, may be empty.</summary>
    Type2,

    /// <summary>Type 2C: present where its condition holds, may be empty.</summary>
    Type2C,

    /// <summary>Type 3: optional.</summary>
    Type3,
}
