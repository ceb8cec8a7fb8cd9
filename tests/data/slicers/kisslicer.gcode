; KISSlicer - PRO
; Linux
; version 1.6.3 Release Linux64
; Built: Jan  2 2018, 11:43:44
; Running on 4 cores
;
; Saved: Fri Sep 21 18:15:36 2018
; 'square.gcode'
;
; *** Printer Settings ***
;
; printer_name = My KISS printer
; bed_STL_filename = 
; extension = gcode
; g_code_prefix = 3B205B6D6D5D206D6F64650A4732310A3B206162736F
; > Decoded
; >   G21
; num_extruders = 1
; firmware_type = 1
; bed_size_x_mm = 200
;
; *** Material Settings for Extruder 1 ***
;
; material_name = PLA white
; temperature_C = 205
; keep_warm_C = 160
; first_layer_C = 210
; bed_C = 60
; fiber_dia_mm = 1.75
;
; *** Actual Slicing Settings As Used ***
;
; layer_thickness_mm = 0.25
; extrusion_width = 0.45
; first_layer_thickness_mm = 0.5
;
; *** G-code Prefix ***
;
G21
G90
G28
;
; *** Main G-code ***
;
; BEGIN_LAYER_OBJECT z=0.500
;
; *** Selecting and Warming Extruder 1 to 210 C ***
M140 S60
T0
M109 S210
; 'Perimeter Path', 0.4 [feed mm/s], 10.0 [head mm/s]
G1 X100 Y100 Z0.75 E0 F30000
G1 X100 Y100 Z0.50 E0 F210
G1 X110 Y100 E0.40000 F1800
G1 X110 Y110 E0.40000
G1 X100 Y110 E0.40000
G1 X100 Y100 E0.40000
; END_LAYER_OBJECT z=0.500
; BEGIN_LAYER_OBJECT z=0.750
;
; *** Cooling Same Extruder (1) to 205 C ***
M104 S205
; 'Perimeter Path', 0.4 [feed mm/s], 10.0 [head mm/s]
G1 X100 Y100 Z1.00 E0 F30000
G1 X100 Y100 Z0.75 E0 F210
G1 X110 Y100 E0.40000 F1800
G1 X110 Y110 E0.40000
G1 X100 Y110 E0.40000
G1 X100 Y100 E0.40000
; END_LAYER_OBJECT z=0.750
; BEGIN_LAYER_OBJECT z=1.000
;
; 'Perimeter Path', 0.4 [feed mm/s], 10.0 [head mm/s]
G1 X100 Y100 Z1.25 E0 F30000
G1 X100 Y100 Z1.00 E0 F210
G1 X110 Y100 E0.40000 F1800
G1 X110 Y110 E0.40000
G1 X100 Y110 E0.40000
G1 X100 Y100 E0.40000
; END_LAYER_OBJECT z=1.000
;
; *** Cooling Extruder 1 to 0 C and Retiring ***
M104 S0
; *** G-code Postfix ***
M140 S0
;
; Estimated Build Time:   3.93 minutes
; Estimated Build Cost:   $0.00
;
; Filament used per extruder:
;    Ext 1 =     4.80 mm  (0.012 cm^3)
;
; Total estimated (pre-cool) minutes: 3.76
