using System.Globalization;
using System.IO.Compression;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Recording;

/// <summary>
/// Writes the calls of a recording in order: by sequence, and by beginning within it. The spill has them in order of arrival, so it is read once for each part of the rows
/// that fits into memory.
/// </summary>
/// <param name="spill">A complete one.</param>
/// <param name="names">Says which arguments are codes; all others are taken for sizes, and rounded.</param>
/// <param name="endedNs">When the recording ended: calls that had not ended by then get the time up to it.</param>
internal sealed class TraceRows(TraceSpill spill, GraphStructure names, long endedNs)
{
    /// <summary>Rows that are put in order at once: about 24 MB.</summary>
    private const int LeastPart = 1 << 18;

    /// <summary>The spill is read so often at most.</summary>
    private const int MostParts = 16;

    private const int LongestRow = 320;

    private static readonly byte[] Header = "seq\tidx\tparentIdx\top\tstart_us\tdur_us\talloc_bytes\targ0\targ1\targ2\targ3\tcpu_us\n"u8.ToArray();

    private readonly ArgumentFeature[][] _features = [.. spill.Operations.Select(callee => names.ById.TryGetValue(callee, out var index) ? names.Functions[index].Features : [])];

    /// <summary>Rows of each operation.</summary>
    public long[] Counts { get; } = new long[spill.Operations.Count];

    /// <summary>Rows.</summary>
    public long Events { get; private set; }

    /// <summary>Sequences with a row.</summary>
    public int Sequences { get; private set; }

    /// <summary>Calls that had not ended.</summary>
    public long Unended { get; private set; }

    /// <summary>Calls that were taken in and are left out, since a call before them in their sequence is not known.</summary>
    public long Missed { get; private set; }

    /// <summary>Writes the rows, compressed.</summary>
    public void WriteTo(Stream destination)
    {
        using var compressed = new GZipStream(destination, CompressionLevel.Optimal, leaveOpen: true);
        compressed.Write(Header);
        var first = FirstPlaces(out var places);
        var part = (int)Math.Max(LeastPart, (places + MostParts - 1) / MostParts);
        var rows = new Row[Math.Min(part, places)];
        var sequence = -1;
        var isCut = false;
        for (var from = 0L; from < places; from += part)
        {
            Fill(rows, from, first);
            for (var i = 0; i < rows.Length && from + i < places; i++)
            {
                var isFirst = false;
                while (sequence + 1 < spill.Lengths.Count && first[sequence + 1] <= from + i)
                    (sequence, isFirst, isCut) = (sequence + 1, true, false);
                isCut |= !rows[i].HasBegun;
                if (isFirst && !isCut)
                    Sequences++;
                if (!isCut)
                    Write(compressed, Sequences - 1, (int)(from + i - first[sequence]), ref rows[i]);
                else if (rows[i].HasBegun)
                    Missed++;
            }
        }
    }

    /// <summary>The place of each sequence's first call among all.</summary>
    private long[] FirstPlaces(out long places)
    {
        var first = new long[spill.Lengths.Count];
        places = 0;
        for (var i = 0; i < first.Length; i++)
        {
            first[i] = places;
            places += spill.Lengths[i];
        }

        return first;
    }

    private void Fill(Row[] rows, long from, long[] first)
    {
        Array.Clear(rows);
        spill.ReadAll(records =>
        {
            foreach (ref readonly var record in records)
            {
                // The end of a call whose beginning is lost may be of a sequence that nothing is known of.
                if (record.Sequence < first.Length && first[record.Sequence] + record.Index - from is >= 0 and var at && at < rows.Length && record.Index < spill.Lengths[record.Sequence])
                    rows[at].Take(in record);
            }
        });
    }

    private void Write(Stream destination, int sequence, int index, ref Row row)
    {
        Events++;
        Counts[row.Operation]++;
        if (!row.HasEnded)
        {
            Unended++;
            row.ElapsedNs = Math.Max(0, endedNs - row.StartNs);
            row.AllocatedBytes = row.CpuNs = TraceRecord.Unknown;
        }

        Span<byte> buffer = stackalloc byte[LongestRow];
        var text = new RowText(buffer);
        text.Number(sequence);
        text.Number(index);
        text.Number(row.Caller);
        text.Number(row.Operation);
        text.Microseconds(row.StartNs);
        text.Microseconds(row.ElapsedNs);
        text.Known(row.AllocatedBytes);
        for (var i = 0; i < ArgumentValues.Capacity; i++)
        {
            if (i < row.ArgumentCount)
                text.Number(IsCode(row.Operation, i) ? row.Arguments[i] : TraceSizes.Round(row.Arguments[i]));
            else
                text.Nothing();
        }

        if (row.CpuNs == TraceRecord.Unknown)
            text.Nothing();
        else
            text.Microseconds(row.CpuNs);
        destination.Write(text.Line);
    }

    private bool IsCode(int operation, int argument) => argument < _features[operation].Length && _features[operation][argument].Kind == ArgumentKind.Code;

    private struct Row
    {
        public bool HasBegun;
        public bool HasEnded;
        public int Caller;
        public int Operation;
        public int ArgumentCount;
        public long StartNs;
        public long ElapsedNs;
        public long AllocatedBytes;
        public long CpuNs;
        public ArgumentValues Arguments;

        public void Take(in TraceRecord record)
        {
            if (record.Caller != TraceRecord.IsEnd)
            {
                HasBegun = true;
                (Caller, Operation, StartNs) = (record.Caller, record.What, record.TimeNs);
                return;
            }

            HasEnded = true;
            (ArgumentCount, ElapsedNs, AllocatedBytes, CpuNs, Arguments) = (record.What, record.TimeNs, record.AllocatedBytes, record.CpuNs, record.Arguments);
        }
    }

    private ref struct RowText(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;
        private int _length;

        /// <summary>The fields so far, as a line.</summary>
        public readonly ReadOnlySpan<byte> Line
        {
            get
            {
                _buffer[_length - 1] = (byte)'\n';
                return _buffer[.._length];
            }
        }

        public void Nothing() => _buffer[_length++] = (byte)'\t';

        public void Number(long value)
        {
            value.TryFormat(_buffer[_length..], out var written, default, CultureInfo.InvariantCulture);
            _length += written;
            Nothing();
        }

        public void Known(long value)
        {
            if (value == TraceRecord.Unknown)
                Nothing();
            else
                Number(value);
        }

        /// <summary>To a tenth: what recording costs blurs more than that.</summary>
        public void Microseconds(long nanoseconds)
        {
            var tenths = (nanoseconds + 50) / 100;
            (tenths / 10).TryFormat(_buffer[_length..], out var written, default, CultureInfo.InvariantCulture);
            _length += written;
            _buffer[_length++] = (byte)'.';
            _buffer[_length++] = (byte)('0' + (tenths % 10));
            Nothing();
        }
    }
}
