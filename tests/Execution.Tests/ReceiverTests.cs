using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>What <c>this</c> may be.</summary>
public class ReceiverTests
{
    [Fact]
    public void Struct_receivers_keep_their_writes_and_their_copies() => Behaviour.Agrees(
        """
        struct Tally
        {
            public int Count;
            [Shadowed] public int Add(int x) => Count += x;
            [Shadowed] public readonly int Peek() => Count;
        }
        readonly struct Fixed(int value) { [Shadowed] public int Get() => value; }
        class Box
        {
            public readonly Tally Frozen;
            public Tally Open;
            public Tally Copy() => Open;
        }
        static class Program
        {
            public static string Run()
            {
                var tally = new Tally();
                tally.Add(2); tally.Add(3);
                var box = new Box();
                box.Frozen.Add(7); box.Open.Add(8); box.Copy().Add(9);
                var many = new[] { new Tally() };
                many[0].Add(4);
                return $"{tally.Peek()} {box.Frozen.Peek()} {box.Open.Peek()} {many[0].Peek()} {new Fixed(6).Get()}";
            }
        }
        """,
        "5 0 8 4 6",
        ["Program.Run -> Tally.Add = 6", "Program.Run -> Tally.Peek = 4", "Program.Run -> Fixed.Get = 1"]);

    [Fact]
    public void Ref_struct_receivers_and_spans() => Behaviour.Agrees(
        """
        ref struct Reader(ReadOnlySpan<char> text)
        {
            private ReadOnlySpan<char> _rest = text;
            [Shadowed] public ReadOnlySpan<char> Take(int count) { var head = _rest[..count]; _rest = _rest[count..]; return head; }
            [Shadowed] public void Reset(ReadOnlySpan<char> text) => _rest = text;
            [Shadowed] public readonly int Left() => _rest.Length;
        }
        static class Program
        {
            public static string Run()
            {
                var reader = new Reader("abcdef");
                var first = reader.Take(2).ToString();
                reader.Reset("xyz");
                return first + reader.Take(1).ToString() + reader.Left();
            }
        }
        """,
        "abx2",
        ["Program.Run -> Reader.Take = 2", "Program.Run -> Reader.Reset = 1", "Program.Run -> Reader.Left = 1"]);

    [Fact]
    public void Unscoped_references_to_the_receiver() => Behaviour.Agrees(
        """
        using System.Diagnostics.CodeAnalysis;
        struct Pair
        {
            private int _a;
            [Shadowed, UnscopedRef] public ref int First() => ref _a;
        }
        static class Program
        {
            public static string Run()
            {
                var pair = new Pair();
                pair.First() = 5;
                return pair.First().ToString();
            }
        }
        """,
        "5",
        ["Program.Run -> Pair.First = 2"]);

    [Fact]
    public void Virtual_override_abstract_and_interface_receivers_dispatch_as_before() => Behaviour.Agrees(
        """
        [Shadowed] interface ISpeak { string Speak(); string Twice() => Speak() + Speak(); }
        [Shadowed] abstract class Animal : ISpeak { public abstract string Speak(); public virtual Animal Self() => this; }
        [Shadowed] class Dog : Animal { public override string Speak() => "woof"; public override Dog Self() => this; }
        class Puppy : Dog { public override string Speak() => "yap"; }
        struct Cat : ISpeak { public string Speak() => "meow"; }
        static class Program
        {
            public static string Run()
            {
                Animal animal = new Puppy();
                Dog dog = new Puppy();
                ISpeak speaker = new Cat();
                return animal.Speak() + dog.Speak() + speaker.Speak() + speaker.Twice() + dog.Self().Speak() + animal.Self().Speak();
            }
        }
        """,
        "yapyapmeowmeowmeowyapyap",
        [
            "Program.Run -> Animal.Speak = 2", "Program.Run -> Animal.Self = 1", "Program.Run -> Dog.Speak = 2", "Program.Run -> Dog.Self = 1",
            "Program.Run -> ISpeak.Speak = 1", "Program.Run -> ISpeak.Twice = 1", "ISpeak.Twice -> ISpeak.Speak = 2",
        ]);

    [Fact]
    public void Null_receivers_throw_as_before() => Behaviour.Agrees(
        """
        class Service { [Shadowed] public int Work() => 1; [Shadowed] private int Hidden() => 2; public static int Call(Service? s) => s!.Hidden(); }
        static class Program
        {
            private static string Try(Func<int> f) { try { return f().ToString(); } catch (NullReferenceException) { return "null"; } }
            public static string Run()
            {
                Service? none = null;
                return Try(() => none!.Work()) + Try(() => Service.Call(none)) + Try(() => none?.Work() ?? 3) + Try(() => new Service()?.Work() ?? 4);
            }
        }
        """,
        "nullnull31",
        ["Program.Run -> Service.Work = 2", "Service.Call -> Service.Hidden = 1"]);

    [Fact]
    public void Extension_methods_reduced_and_not() => Behaviour.Agrees(
        """
        static class Words
        {
            [Shadowed] public static string Shout(this string text, int times = 1) => text.ToUpperInvariant() + new string('!', times);
            [Shadowed] public static void Bump(this ref int value) => value++;
            [Shadowed] public static T Second<T>(this IEnumerable<T> items) => items.Skip(1).First();
        }
        static class Program
        {
            public static string Run()
            {
                var number = 1;
                number.Bump();
                Words.Bump(ref number);
                return "a".Shout() + Words.Shout("b", times: 2) + number + new[] { 4, 5 }.Second();
            }
        }
        """,
        "A!B!!35",
        ["Program.Run -> Words.Shout = 2", "Program.Run -> Words.Bump = 2", "Program.Run -> Words.Second``1 = 1"]);

    [Fact]
    public void An_override_beside_a_new_overload_keeps_its_meaning() => Behaviour.Agrees(
        """
        class Base { public virtual string M(int[] x) => "base"; }
        class Derived : Base
        {
            [Shadowed] public override string M(int[] x) => "override";
            public string M(object x) => "object";
        }
        static class Program { public static string Run() => new Derived().M([1, 2]) + ((Base)new Derived()).M([1]); }
        """,
        "overrideoverride",
        ["Program.Run -> Derived.M = 1"]);

    [Fact]
    public void Overrides_of_object_and_record_members() => Behaviour.Agrees(
        """
        #pragma warning disable CS0659, CS0661
        [Shadowed] struct Money(int value) : IComparable<Money>
        {
            private readonly int _value = value;
            public override string ToString() => "$" + _value;
            public override bool Equals(object? other) => other is Money m && m._value == _value;
            public override int GetHashCode() => _value;
            public int CompareTo(Money other) => _value.CompareTo(other._value);
        }
        [Shadowed] record Line(int X) { public override string ToString() => "x" + X; public Line Next() => this with { X = X + 1 }; }
        static class Program
        {
            public static string Run()
            {
                var money = new Money(3);
                object boxed = money;
                return $"{money.ToString()}{money.Equals(boxed)}{money.GetHashCode()}{money.CompareTo(money)}{boxed.ToString()}{new Line(1).Next().ToString()}{new Line(1).Equals(new Line(1))}{money}";
            }
        }
        """,
        "$3True30$3x2True$3",
        [
            "Program.Run -> Money.ToString = 1", "Program.Run -> Money.Equals = 1", "Program.Run -> Money.GetHashCode = 1", "Program.Run -> Money.CompareTo = 1",
            "Program.Run -> Line.Next = 1", "Program.Run -> Line.ToString = 1",
        ]);

    [Fact]
    public void Extensions_of_ref_structs_by_unscoped_reference() => Behaviour.Agrees(
        """
        using System.Diagnostics.CodeAnalysis;
        ref struct View(Span<int> items) { public Span<int> Items = items; public int Extra; }
        static class Views
        {
            [Shadowed] public static ref int Last([UnscopedRef] this ref View view) => ref view.Extra;
            [Shadowed] public static int Count(this in View view) => view.Items.Length;
            [Shadowed] public static int Sum(this ref readonly View view) => view.Items[0] + view.Extra;
        }
        static class Program
        {
            public static ref int Pass([UnscopedRef] ref View view) => ref view.Last();
            public static string Run() { var view = new View(new int[2]); view.Extra = 4; return $"{view.Count()}{view.Sum()}"; }
        }
        """,
        "24",
        ["Program.Pass -> Views.Last = 0", "Program.Run -> Views.Count = 1", "Program.Run -> Views.Sum = 1"]);

    [Fact]
    public void A_type_parameter_that_is_a_class_is_intercepted() => Behaviour.Agrees(
        """
        interface IName { [Shadowed] string Name(); }
        class Person : IName { public string Name() => "p"; }
        static class Program
        {
            private static string Of<T>(T item) where T : class, IName => item.Name();
            public static string Run() => Of(new Person());
        }
        """,
        "p",
        ["Program.Of``1 -> IName.Name = 1"]);

    [Fact]
    public void A_type_parameter_with_a_base_class_is_intercepted_and_dispatches() => Behaviour.Agrees(
        """
        abstract class Shape
        {
            public int Drawn;
            [Shadowed] public virtual string Draw() { Drawn++; return "shape"; }
            [Shadowed] public int Count() => Drawn;
        }
        class Circle : Shape { public override string Draw() { Drawn += 10; return "circle"; } }
        static class Program
        {
            private static string Of<T>(T item) where T : Shape => item.Draw() + item.Count() + (item?.Draw() ?? "none");
            private static string Both<T, U>(U item) where U : T where T : Shape => item.Draw();
            public static string Run() => Of(new Circle()) + Both<Shape, Circle>(new Circle());
        }
        """,
        "circle10circlecircle",
        ["Program.Of``1 -> Shape.Draw = 2", "Program.Of``1 -> Shape.Count = 1", "Program.Both``2 -> Shape.Draw = 1"]);
}
